# As handlers are written today: what comes from the wire is bytes.


def main(request, response):
    token = request.GET.first(b"token")
    if request.method == u"POST":
        request.server.stash.put(token, request.POST.first(b"field"))
        response.set_cookie(b"seen", b"yes")
        return b"kept"
    kept = request.server.stash.take(token)
    return (203, b"Mine"), [(b"X-Seen", request.cookies[b"seen"].value if b"seen" in request.cookies else b"no")], kept or b"nothing"
