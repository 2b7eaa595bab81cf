"""What the server has done for the test that is run: where our script was put and loaded, and what could not be served."""

import threading


class Notes:
    def __init__(self):
        self.lock = threading.Lock()
        self.clear()

    def clear(self):
        self.put, self.loaded, self.failed, self.missing = 0, 0, [], []

    def has_put(self):
        with self.lock:
            self.put += 1

    def has_loaded(self):
        with self.lock:
            self.loaded += 1

    def has_failed(self, path, error):
        with self.lock:
            self.failed.append(f"{path}: {type(error).__name__}: {error}")

    def is_missing(self, path):
        with self.lock:
            self.missing.append(path)

    def take(self):
        """What was noted since it was last taken."""
        with self.lock:
            taken = {"put": self.put, "loaded": self.loaded}
            taken.update(failed=sorted(set(self.failed)), missing=sorted(set(self.missing)))
            self.clear()
            return taken
