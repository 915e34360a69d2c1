declare module '*.hbs' {
  const render: (view: object) => string;
  export default render;
}
