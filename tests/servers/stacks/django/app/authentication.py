import os

from django.http import JsonResponse


def authenticate(get_response):
    def answer(request):
        wrong = os.environ.get("AUTH") and request.path != "/health" and request.headers.get("Authorization") != "Bearer right"
        return JsonResponse({"error": "unauthorized"}, status=401) if wrong else get_response(request)

    return answer
