require "rails"
require "action_controller/railtie"
require "rack/cors"

class Authentication
  def initialize(app)
    @app = app
  end

  def call(env)
    env["PATH_INFO"] == "/health" || env["HTTP_AUTHORIZATION"] == "Bearer right" ? @app.call(env) : [401, {}, []]
  end
end

class UsersController < ActionController::API
  def show
    response.headers.merge!("X-Total-Count" => "2", "X-Request-Id" => "7", "ETag" => '"1"', "X-Internal" => "secret")
    render json: [], status: request.post? ? 201 : 200
  end

  def fail
    raise "failed"
  end
end

class Api < Rails::Application
  config.root = __dir__
  config.load_defaults 6.1
  config.api_only = true
  config.eager_load = false
  config.hosts.clear
  config.logger = Logger.new(nil)
  config.secret_key_base = "0"
  config.middleware.use Authentication if ENV["AUTH"]
end

Api.initialize!
Api.routes.draw do
  get "/health", to: ->(_) { [200, {}, ["ok"]] }
  match "/api/users", to: "users#show", via: %i[get post]
  match "/api/users/:id", to: "users#show", via: %i[get put patch delete propfind report]
  get "/api/fail", to: "users#fail"
end
run Api
