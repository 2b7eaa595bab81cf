package main

import (
	"net/http"
	"os"

	"github.com/gin-gonic/gin"
)

func main() {
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	useCORS(router)

	router.GET("/health", func(c *gin.Context) { c.String(http.StatusOK, "ok") })
	if os.Getenv("AUTH") != "" {
		router.Use(authenticate)
	}
	router.GET("/api/users", users)
	router.POST("/api/users", func(c *gin.Context) {
		c.Status(http.StatusCreated)
		users(c)
	})
	for _, method := range []string{"GET", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"} {
		router.Handle(method, "/api/users/:id", users)
	}
	router.GET("/api/fail", func(c *gin.Context) { c.Status(http.StatusInternalServerError) })
	router.Run("127.0.0.1:" + os.Getenv("PORT"))
}

func authenticate(c *gin.Context) {
	if c.GetHeader("Authorization") != "Bearer right" {
		c.AbortWithStatus(http.StatusUnauthorized)
	}
}

func users(c *gin.Context) {
	c.Header("X-Total-Count", "2")
	c.Header("X-Request-Id", "7")
	c.Header("ETag", `"1"`)
	c.Header("X-Internal", "secret")
	c.JSON(c.Writer.Status(), []int{})
}
