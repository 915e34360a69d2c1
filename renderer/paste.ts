export interface PastePlan {
  readonly todo: true;
}
