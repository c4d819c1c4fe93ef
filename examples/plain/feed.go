package feed

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// line looks like
//   2019-03-04T11:12:13Z EURUSD 1.1337 1.1339
// older gateways send unix seconds in col 0, and some put a + in front of the price

type tick struct {
	t        time.Time
	sym      string
	bid, ask float64
}

var errShort = errors.New("feed: short line")

func parse(s string) (k tick, err error) {
	f := strings.Fields(s)
	if len(f) < 4 {
		return k, errShort
	}
	if k.t, err = time.Parse(time.RFC3339, f[0]); err != nil {
		n, err2 := strconv.ParseInt(f[0], 10, 64)
		if err2 != nil {
			return k, err
		}
		k.t = time.Unix(n, 0).UTC()
	}
	k.sym = f[1]
	if k.bid, err = strconv.ParseFloat(strings.TrimPrefix(f[2], "+"), 64); err != nil {
		return
	}
	k.ask, err = strconv.ParseFloat(strings.TrimPrefix(f[3], "+"), 64)
	return
}

// bad lines are counted and dropped, we used to die on them and ops was not amused
func read(r io.Reader, out chan<- tick) (bad int, err error) {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 4096), 1<<20)
	last := map[string]tick{}
	for sc.Scan() {
		l := sc.Text()
		if l == "" || l[0] == '#' {
			continue
		}
		k, e := parse(l)
		if e != nil {
			bad++
			continue
		}
		// crossed book == garbage from the venue
		if k.bid > k.ask {
			bad++
			continue
		}
		if p, ok := last[k.sym]; ok && p.bid == k.bid && p.ask == k.ask {
			continue
		}
		last[k.sym] = k
		out <- k
	}
	return bad, sc.Err()
}
