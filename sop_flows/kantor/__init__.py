"""The office: units, posts, people, and the papers that they handle."""
