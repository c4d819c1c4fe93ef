// keyboard nav for the emoji picker. grabbed half of this from the old tag input
;(function () {
  var COLS = 8
  var el, items, idx = -1, q = ''

  function draw () {
    items.forEach(function (n, i) {
      n.classList.toggle('on', i === idx)
    })
    // scrollIntoView jumps the whole page in safari 12, hence by hand
    var n = items[idx]
    if (!n) return
    var top = n.offsetTop - el.offsetTop
    if (top < el.scrollTop) el.scrollTop = top
    else if (top + n.offsetHeight > el.scrollTop + el.clientHeight) el.scrollTop = top + n.offsetHeight - el.clientHeight
  }

  function move (d) {
    var to = idx + d
    if (to < 0) to = idx < 0 ? 0 : idx
    if (to >= items.length) to = items.length - 1
    idx = to
    draw()
  }

  function filter () {
    var rx = new RegExp(q.replace(/[^a-z0-9 ]/gi, ''), 'i')
    all().forEach(function (n) { n.hidden = !rx.test(n.title) })
    items = all().filter(function (n) { return !n.hidden })
    idx = items.length ? 0 : -1
    draw()
  }

  function all () { return [].slice.call(el.querySelectorAll('button')) }

  function key (e) {
    switch (e.keyCode) {
      case 37: move(-1); break
      case 39: move(1); break
      case 38: move(-COLS); break
      case 40: move(COLS); break
      case 13: if (items[idx]) items[idx].click(); break
      case 27: q = ''; filter(); return
      case 8: q = q.slice(0, -1); filter(); break
      default:
        if (e.key.length !== 1 || e.ctrlKey || e.metaKey) return
        q += e.key
        filter()
    }
    e.preventDefault()
  }

  window.emojiKeys = function (node) {
    el = node
    items = all()
    el.addEventListener('keydown', key)
    return function () { el.removeEventListener('keydown', key) }
  }
})()
