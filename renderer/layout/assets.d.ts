/** A file that is shipped as it is; the value is its address. */
declare module '*?url' {
  const address: string;
  export default address;
}
