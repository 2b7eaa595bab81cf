# For Python 2, as the handlers of old checkouts are: its texts are bytes.
from urllib import urlencode


def main(request, response):
    if "refuse" not in request.GET:
        response.headers.set("Access-Control-Allow-Origin", request.headers.get("Origin", "*"))
        response.headers.set("Access-Control-Allow-Methods", "PUT")
        response.headers.set("Access-Control-Allow-Headers", "x-own")
    if request.method == "OPTIONS":
        return ""
    if "fail" in request.GET:
        raise ValueError("asked to fail")
    if "encode" in request.GET:
        return urlencode({"count": len([each for each in xrange(3)])})
    text = "%s %s %s" % (request.method, request.GET.first("name", "none"), request.body)
    return [("Content-Type", "text/plain")], text
