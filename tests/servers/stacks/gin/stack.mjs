import { goStack } from "../../go.mjs";

export default goStack([
  { name: "Gin", debian: "golang-github-gin-gonic-gin-dev", file: "github.com/gin-gonic/gin/gin.go" },
  { name: "gin-contrib/cors", debian: "golang-github-gin-contrib-cors-dev", file: "github.com/gin-contrib/cors/cors.go" },
]);
