-- What wrk does: it asks for the paths of a file in turn, and prints what it found as one line.
local requests, at = {}, 0

function init(args)
   for path in io.lines(args[1]) do
      requests[#requests + 1] = wrk.format("GET", path)
   end
end

function request()
   at = at % #requests + 1
   return requests[at]
end

function done(summary, latency)
   local errors, failed = summary.errors, 0
   for _, kind in ipairs({"connect", "read", "write", "status", "timeout"}) do
      failed = failed + errors[kind]
   end
   print(string.format(
      '{"seconds": %f, "pages": %d, "size": %d, "p50": %f, "p99": %f, "failed": %d}',
      summary.duration / 1e6, summary.requests, summary.bytes,
      latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
