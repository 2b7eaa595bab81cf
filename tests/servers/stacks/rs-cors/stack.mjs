import { goStack } from "../../go.mjs";

export default goStack([{ name: "rs/cors", debian: "golang-github-rs-cors-dev", file: "github.com/rs/cors/cors.go" }]);
