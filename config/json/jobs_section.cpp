#include <memory>

#include "config/json/lu_entry.h"
#include "config/json/sections.h"

// "jobs" of a printer LU: how those are treated that wait for it.
namespace config::json {
namespace {

constexpr Word<UnknownOutcome> kOutcomes[] = {{"hold", UnknownOutcome::Hold},
                                              {"redo", UnknownOutcome::Redo}};
constexpr Word<QueueOrder> kOrders[] = {{"keep", QueueOrder::Keep},
                                        {"continue", QueueOrder::Continue}};
// More is for ever, and 0 says so.
constexpr std::uint32_t kTriesMost = 1'000'000;

template <Ticks QueueSettings::*time>
void read_time(Reading& reading, const Value& value, QueueSettings& jobs) {
  reading.seconds(value, Span{}, jobs.*time);
}

constexpr Field<QueueSettings> kJobsFields[] = {
    {"unknown",
     [](Reading& r, const Value& v, QueueSettings& q) { r.word(v, kOutcomes, q.unknown); }},
    {"order", [](Reading& r, const Value& v, QueueSettings& q) { r.word(v, kOrders, q.order); }},
    {"retry", read_time<&QueueSettings::retry>},
    {"retry_at_most", read_time<&QueueSettings::retry_at_most>},
    {"tries",
     [](Reading& r, const Value& v, QueueSettings& q) { r.count(v, 0, kTriesMost, q.tries); }},
    {"end_of_job", read_time<&QueueSettings::end_of_job>},
};

}  // namespace

void read_jobs(Reading& reading, const Value& value, LuEntry& entry) {
  QueueSettings jobs;
  if (!read_fields(reading, value, kJobsFields, jobs)) {
    return;
  }
  if (jobs.retry > jobs.retry_at_most) {
    if (value.has("retry_at_most")) {
      reading.error(value.at(),
                    "'retry_at_most' is shorter than 'retry', from which it grows; make it longer");
    }
    jobs.retry_at_most = jobs.retry;
  }
  entry.lu.queueing = std::make_shared<const QueueSettings>(jobs);
}

Keys jobs_keys() {
  return keys_of(kJobsFields);
}

}  // namespace config::json
