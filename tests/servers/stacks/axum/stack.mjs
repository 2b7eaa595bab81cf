import { rustStack } from "../../rust.mjs";

export default rustStack("axum", ["axum", "tower-http"]);
