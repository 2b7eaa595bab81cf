package main

import (
	"net/http"
	"os"
	"strings"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/api/users", func(w http.ResponseWriter, r *http.Request) { users(w, r, "GET POST") })
	mux.HandleFunc("/api/users/", func(w http.ResponseWriter, r *http.Request) { users(w, r, "GET PUT PATCH DELETE PROPFIND REPORT") })
	mux.HandleFunc("/api/fail", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	var handler http.Handler = mux
	if os.Getenv("AUTH") != "" {
		handler = authenticated(mux)
	}
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), withCORS(handler))
}

func authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer right" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func users(w http.ResponseWriter, r *http.Request, methods string) {
	if !strings.Contains(methods, r.Method) {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	header := w.Header()
	header.Set("X-Total-Count", "2")
	header.Set("X-Request-Id", "7")
	header.Set("ETag", `"1"`)
	header.Set("X-Internal", "secret")
	if r.Method == "POST" {
		w.WriteHeader(http.StatusCreated)
	}
	w.Write([]byte("[]"))
}
