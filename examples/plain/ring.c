/* single producer / single consumer byte ring. size must be 2^n. */
#include <stdlib.h>
#include <string.h>

struct ring {
	unsigned head, tail;	/* free running, mask on access */
	unsigned mask;
	unsigned char *buf;
};

int ring_init(struct ring *r, unsigned sz)
{
	if (sz & (sz - 1))
		return -1;
	r->buf = malloc(sz);
	if (!r->buf)
		return -1;
	r->head = r->tail = 0;
	r->mask = sz - 1;
	return 0;
}

static unsigned used(const struct ring *r) { return r->head - r->tail; }

/* returns how much went in, may be short */
unsigned ring_put(struct ring *r, const void *p, unsigned n)
{
	unsigned room = r->mask + 1 - used(r);
	unsigned at = r->head & r->mask, first;

	if (n > room)
		n = room;
	first = r->mask + 1 - at;
	if (first > n)
		first = n;
	memcpy(r->buf + at, p, first);
	memcpy(r->buf, (const char *)p + first, n - first);
	/* smp_wmb() here if you ever run this on the arm boards */
	r->head += n;
	return n;
}

unsigned ring_get(struct ring *r, void *p, unsigned n)
{
	unsigned at = r->tail & r->mask, first;

	if (n > used(r))
		n = used(r);
	first = r->mask + 1 - at;
	if (first > n)
		first = n;
	memcpy(p, r->buf + at, first);
	memcpy((char *)p + first, r->buf, n - first);
	r->tail += n;
	return n;
}

/* find c without consuming. -1 if not there (yet) */
int ring_index(const struct ring *r, int c)
{
	unsigned i;

	for (i = 0; i < used(r); i++)
		if (r->buf[(r->tail + i) & r->mask] == c)
			return i;
	return -1;
}

#ifdef TEST
#include <assert.h>
int main(void)
{
	struct ring r;
	char b[16];

	assert(ring_init(&r, 6) < 0);
	assert(!ring_init(&r, 8));
	assert(ring_put(&r, "hello", 5) == 5);
	assert(ring_put(&r, "world", 5) == 3);
	assert(ring_index(&r, 'w') == 5);
	assert(ring_get(&r, b, 16) == 8 && !memcmp(b, "hellowor", 8));
	/* wrap */
	assert(ring_put(&r, "abcdefg", 7) == 7);
	assert(ring_get(&r, b, 7) == 7 && !memcmp(b, "abcdefg", 7));
	return 0;
}
#endif
