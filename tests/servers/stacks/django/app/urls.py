from django.http import HttpResponse, JsonResponse
from django.urls import path

ABOUT = {"X-Total-Count": "2", "X-Request-Id": "7", "ETag": '"1"', "X-Internal": "secret"}


def users(request):
    return JsonResponse({}, status=201 if request.method == "POST" else 200, headers=ABOUT)


def user(request, number):
    return JsonResponse({}, headers=ABOUT)


def fail(request):
    raise RuntimeError("failed")


urlpatterns = [
    path("health", lambda request: HttpResponse("ok")),
    path("api/users", users),
    path("api/users/<int:number>", user),
    path("api/fail", fail),
]
