import { rustStack } from "../../rust.mjs";

export default rustStack("actix-web", ["actix-web", "actix-cors"]);
