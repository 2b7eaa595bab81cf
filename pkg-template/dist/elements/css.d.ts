// Style sheets are texts here: each element adopts its own.
declare module "*.css" {
  const text: string;
  export default text;
}
