declare module "opencc-js/dict/TSCharacters" {
  /** `體 体|國 国|…`, of several the most usual first. */
  const pairs: string;
  export default pairs;
}
