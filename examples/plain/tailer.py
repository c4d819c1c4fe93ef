#!/usr/bin/env python3
# tail -F for a dir of rotated logs, w/ a poor mans rate limit
import os, sys, time, glob

POLL = .5
seen = {}   # inode -> offset

def newest(pat):
    c = [(os.stat(p).st_mtime, p) for p in glob.glob(pat)]
    return max(c)[1] if c else None

def drain(path):
    st = os.stat(path)
    off = seen.get(st.st_ino, 0)
    if st.st_size < off: off = 0     # truncated under us
    with open(path, 'rb') as f:
        f.seek(off)
        buf = f.read()
    # only whole lines, rest comes next round
    cut = buf.rfind(b'\n') + 1
    seen[st.st_ino] = off + cut
    return buf[:cut].splitlines()

def main(argv):
    if len(argv) < 2:
        sys.stderr.write('usage: tailer.py PATTERN [MAX_PER_SEC]\n')
        return 1
    cap = int(argv[2]) if len(argv) > 2 else 0
    cur = None
    while 1:
        p = newest(argv[1])
        if p != cur:
            # finish the old one first, else we lose its last lines
            if cur and os.path.exists(cur):
                for l in drain(cur): sys.stdout.buffer.write(l + b'\n')
            cur = p
        if not cur:
            time.sleep(POLL); continue
        n = 0
        for l in drain(cur):
            n += 1
            if cap and n > cap*POLL: continue   # XXX drops, fine for us
            sys.stdout.buffer.write(l + b'\n')
        if cap and n > cap*POLL:
            sys.stderr.write('... %d dropped\n' % (n - cap*POLL))
        sys.stdout.flush()
        time.sleep(POLL)

if __name__ == '__main__':
    try: sys.exit(main(sys.argv))
    except KeyboardInterrupt: pass
