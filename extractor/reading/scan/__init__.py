"""Images of pages → words and rules, each with its place: what a digital page has by itself."""
