// Stands in for a polyfill that no browser needs.
