interface Config {
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly fileAssociations: readonly { readonly icon: string }[];
}
export function builderConfig(
  platform: 'linux' | 'win32' | 'darwin',
  electron: { readonly version: string; readonly dist: string },
): Config;
