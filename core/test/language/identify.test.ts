import { describe, expect, test } from "vitest";
import type { LanguageId } from "whowrote/language";
import { createLanguageIdentifier } from "whowrote/language/identify";
import { loadLanguageIdentifier } from "whowrote/node/language-identifier";

const identify = await loadLanguageIdentifier();

const code: Readonly<Record<LanguageId, string>> = {
  python: `def load(path, default=None):
    """Reads a settings file."""
    try:
        with open(path) as file:
            return json.load(file)
    except FileNotFoundError:
        return default
`,
  javascript: `const express = require('express');
const router = express.Router();

router.get('/users/:id', async (req, res, next) => {
  try {
    const user = await users.find(req.params.id);
    res.json(user);
  } catch (err) {
    next(err);
  }
});

module.exports = router;
`,
  typescript: `export interface Shape {
  readonly area: number;
  scale(factor: number): Shape;
}

export function total(shapes: readonly Shape[]): number {
  return shapes.reduce((sum, shape) => sum + shape.area, 0);
}
`,
  java: `public class Counter {
    private final Map<String, Integer> counts = new HashMap<>();

    @Override
    public String toString() {
        return counts.toString();
    }
}
`,
  c: `static int list_push(struct list *list, void *item)
{
	if (list->size == list->capacity) {
		void **items = realloc(list->items, 2 * list->capacity * sizeof(*items));
		if (items == NULL)
			return -1;
		list->items = items;
	}
	list->items[list->size++] = item;
	return 0;
}
`,
  cpp: `template <typename T>
class Stack {
 public:
  void push(const T& value) { items_.push_back(value); }
  bool empty() const noexcept { return items_.empty(); }

 private:
  std::vector<T> items_;
};
`,
  csharp: `using System.Linq;

namespace Shop.Orders
{
    public class Basket
    {
        public decimal Total => items.Sum(item => item.Price);
        private readonly List<Item> items = new List<Item>();
    }
}
`,
  go: `func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.listener.Close(); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	return nil
}
`,
  rust: `impl Queue {
    pub fn pop(&mut self) -> Option<Job> {
        let job = self.jobs.pop_front()?;
        match job.state {
            State::Ready => Some(job),
            _ => None,
        }
    }
}
`,
  php: `public function index(Request $request): Response
{
    $items = $this->repository->findAll();
    foreach ($items as $item) {
        $item->touch();
    }
    return $this->render('index.html.twig', ['items' => $items]);
}
`,
  ruby: `class Invoice < ApplicationRecord
  belongs_to :customer
  scope :open, -> { where(paid_at: nil) }

  def overdue?
    due_on < Date.today && paid_at.nil?
  end
end
`,
  kotlin: `data class User(val name: String, val age: Int)

fun adults(users: List<User>): List<User> =
    users.filter { it.age >= 18 }.sortedBy { it.name }
`,
};

const other: Readonly<Record<string, string>> = {
  prose: `The harbour was quiet when they arrived. Two boats lay at the far end of the pier, and nobody
answered when Anna called. "We should have come earlier," said Tom; she only shrugged and walked on.`,
  letter: `Dear all,

for the next meeting (Tuesday, 10:30) please bring: your notes, the budget for 2021, and one idea each.
If you cannot come, write to me before Friday.`,
  markdown: `# Installation

Install it with your package manager, then run the setup:

- **Linux**: use the archive of the [release page](https://example.org/releases)
- **Windows**: run the installer

| option | meaning |
|---|---|
| \`--quiet\` | prints nothing |`,
  json: `{
  "name": "example",
  "version": "1.0.0",
  "scripts": { "test": "jest", "build": "tsc -p ." },
  "keywords": ["one", "two"],
  "private": true
}`,
  yaml: `name: build
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: make test`,
  toml: `[package]
name = "example"
version = "0.1.0"
edition = "2021"

[dependencies]
serde = { version = "1", features = ["derive"] }`,
  html: `<div class="card">
  <h2>Prices</h2>
  <ul>
    <li><a href="/small">Small</a></li>
    <li><a href="/large">Large</a></li>
  </ul>
</div>`,
  page: `<!DOCTYPE html>
<html lang="en">
<head><title>Hello</title><script>var x = 1; function f() { return x; }</script></head>
<body></body>
</html>`,
  xml: `<?xml version="1.0"?>
<project><modelVersion>4.0.0</modelVersion><artifactId>demo</artifactId></project>`,
  css: `.button:hover,
.button.active {
  background-color: #0a84ff;
  border-radius: 4px;
}

@media (max-width: 600px) {
  nav ul { display: none; }
}`,
  shell: `set -e
for file in "$@"; do
  if [ -f "$file" ]; then
    gzip -9 "$file" && mv "$file.gz" "$target/"
  fi
done`,
  script: `#!/bin/sh
exec python3 -m http.server`,
  sql: `SELECT c.name, COUNT(*) AS orders
FROM customers c
LEFT JOIN orders o ON o.customer_id = c.id
WHERE c.created_at > '2020-01-01'
GROUP BY c.name
HAVING COUNT(*) > 3;`,
  csv: `date,station,temperature
2020-01-01,Oslo,-3.5
2020-01-02,Oslo,-1.0
2020-01-03,Oslo,0.5`,
  log: `2020-03-01 10:00:01 INFO server started on port 8080
2020-03-01 10:00:05 WARN slow request: 1200 ms
2020-03-01 10:00:09 ERROR connection reset by peer`,
  dockerfile: `FROM node:20-alpine
WORKDIR /app
COPY package.json .
RUN npm ci --omit=dev
CMD ["node", "server.js"]`,
  blanks: " \n\t\n",
  empty: "",
  zeros: "\0\0\0\u0001ELF",
};

describe("text without a path", () => {
  test.each(Object.entries(code))("is named %s", (language, text) => {
    const identified = identify(text);
    expect(identified?.language).toBe(language);
    expect(identified!.probability).toBeGreaterThan(0.5);
  });

  test.each(Object.entries(other))("that is no code has no language: %s", (_, text) => {
    expect(identify(text)).toBeUndefined();
  });

  test("that names its interpreter has the interpreter's language, whatever follows", () => {
    expect(identify("#!/usr/bin/env ruby\nx")).toEqual({ language: "ruby", probability: 1 });
  });

  test("in HTML with PHP inside is PHP", () => {
    const page = `<!DOCTYPE html>
<html><body>
<?php foreach ($posts as $post): ?>
  <h2><?= htmlspecialchars($post->title) ?></h2>
<?php endforeach; ?>
</body></html>`;
    expect(identify(page)?.language).toBe("php");
  });

  test("gets the same answer with line ends of Windows", () => {
    expect(identify(code.go.replaceAll("\n", "\r\n"))?.language).toBe("go");
  });
});

test("weights of another shape are refused with what to do", () => {
  const features = { shape: [2], data: Uint32Array.of(1, 2) };
  const scale = { shape: [13], data: new Float32Array(13) };
  const weights = { shape: [2, 12], data: new Int8Array(24) };
  expect(() => createLanguageIdentifier({ features, weights, scale, bias: scale }, { leastProbability: 0.5 })).toThrow(
    /weights i8 \[F, 13\].*language-identifier\.ts/,
  );
});

test("a folder without an identifier is refused by its path", async () => {
  await expect(loadLanguageIdentifier("no/such/folder")).rejects.toThrow(/no\/such\/folder.*Restore/);
});
