# cron: every 5 min. bounces get retried 3x then end up in dead/
require 'fileutils'
require 'net/smtp'
require 'yaml'

CONF = YAML.load_file(ENV['MAILQ_CONF'] || '/etc/mailq.yml')
Q    = CONF['queue']
TRIES = 3

def each_msg
  Dir["#{Q}/new/*.eml"].sort.each do |f|
    next if File.mtime(f) > Time.now - 2   # still being written, prob.
    yield f, File.read(f, :mode => 'rb')
  end
end

def rcpts(raw)
  h = raw[/\A.*?\r?\n\r?\n/m].gsub(/\r?\n[ \t]+/, ' ')
  h.scan(/^(?:To|Cc|Bcc):(.*)$/i).flatten.map { |l| l.scan(/[^\s<>,;"]+@[^\s<>,;"]+/) }.flatten.uniq
end

def bump(f)
  n = f[/\.(\d)\.eml$/, 1].to_i + 1
  base = File.basename(f).sub(/(\.\d)?\.eml$/, '')
  dst = n >= TRIES ? "#{Q}/dead/#{base}.eml" : "#{Q}/new/#{base}.#{n}.eml"
  FileUtils.mv f, dst
  dst
end

exit if File.exist?("#{Q}/STOP")
lock = File.open("#{Q}/lock", 'w')
exit unless lock.flock(File::LOCK_EX | File::LOCK_NB)

each_msg do |f, raw|
  to = rcpts(raw)
  if to.empty?
    warn "no rcpt in #{f}"
    FileUtils.mv f, "#{Q}/dead/"
    next
  end
  begin
    Net::SMTP.start(CONF['host'], CONF['port'] || 25) { |s| s.send_message raw, CONF['from'], *to }
    File.unlink f
  rescue Net::SMTPFatalError, Net::SMTPSyntaxError => e
    warn "#{f}: #{e.message.strip} -> #{bump f}"
  rescue => e
    # server down or so, dont punish the message for it
    warn "#{e.class}: #{e.message}"
    break
  end
end
