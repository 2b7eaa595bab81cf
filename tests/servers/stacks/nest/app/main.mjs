import "reflect-metadata";

import { All, Controller, Get, HttpCode, Module, Post, Res, UnauthorizedException, UseGuards } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";

// Decorators by hand, as this is no TypeScript.
const decorate = (type, name, ...decorators) => {
  for (const decorator of decorators) decorator(type.prototype, name, Object.getOwnPropertyDescriptor(type.prototype, name));
};
const about = { "X-Total-Count": "2", "X-Request-Id": "7", ETag: '"1"', "X-Internal": "secret" };

class Guard {
  canActivate(context) {
    if (!process.env.AUTH || context.switchToHttp().getRequest().headers.authorization === "Bearer right") return true;
    throw new UnauthorizedException();
  }
}

class Users {
  list(response) {
    response.set(about);
    return [];
  }
  add(response) {
    response.set(about);
    return {};
  }
  user(response) {
    response.set(about);
    return {};
  }
  fail() {
    throw new Error("failed");
  }
}
Controller("api")(Users);
UseGuards(Guard)(Users);
decorate(Users, "list", Get("users"));
decorate(Users, "add", Post("users"), HttpCode(201));
decorate(Users, "user", All("users/:id"), HttpCode(200));
decorate(Users, "fail", Get("fail"));
for (const name of ["list", "add", "user"]) Res({ passthrough: true })(Users.prototype, name, 0);

class Health {
  check() {
    return "ok";
  }
}
Controller("health")(Health);
decorate(Health, "check", Get());

class AppModule {}
Module({ controllers: [Users, Health] })(AppModule);

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { logger: false });
  // <configuration>
  await app.listen(process.env.PORT, "127.0.0.1");
}
bootstrap();
