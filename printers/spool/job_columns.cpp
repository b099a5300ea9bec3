#include "printers/spool/job_columns.h"

#include <chrono>
#include <utility>

namespace printers {
namespace {

WallTime time_of(std::int64_t milliseconds) {
  return WallTime(std::chrono::milliseconds(milliseconds));
}

std::optional<WallTime> time_at(const Query& query, int column) {
  if (query.null(column)) {
    return std::nullopt;
  }
  return time_of(query.number(column));
}

tn3270::ScreenSizes sizes_of(std::int64_t stored) {
  const auto byte = [stored](unsigned at) {
    return static_cast<std::uint8_t>(static_cast<std::uint64_t>(stored) >> at);
  };
  return {{byte(24), byte(16)}, {byte(8), byte(0)}};
}

std::optional<JobFacts> read_facts(const Query& query) {
  const auto printer = config::LuName::parse(query.text(1));
  if (!printer) {
    return std::nullopt;
  }
  JobFacts facts{*printer};
  if (!query.null(2)) {
    facts.application = config::ApplId::parse(query.text(2));
    if (!facts.application) {
      return std::nullopt;
    }
  }
  facts.name = query.text(3);
  facts.submitter = query.text(4);
  facts.code_page = query.text(5);
  facts.sizes = sizes_of(query.number(6));
  const tn3270::Bytes bind = query.bytes(7);
  facts.bind.assign(bind.begin(), bind.end());
  return facts;
}

}  // namespace

std::optional<JobRow> read_job(const Query& query) {
  auto facts = read_facts(query);
  const std::int64_t state = query.number(8);
  if (!facts || state < 0 || state > static_cast<std::int64_t>(JobState::Cancelled)) {
    return std::nullopt;
  }
  JobRow row{static_cast<JobId>(query.number(0)), *std::move(facts)};
  row.state = static_cast<JobState>(state);
  row.why = query.text(9);
  row.outcome_unknown = query.number(10) != 0;
  row.bytes = static_cast<std::uint64_t>(query.number(11));
  row.pieces = static_cast<std::uint64_t>(query.number(12));
  row.pages = static_cast<std::uint32_t>(query.number(13));
  row.sent = static_cast<std::uint64_t>(query.number(14));
  row.tries = static_cast<std::uint32_t>(query.number(15));
  row.created = time_of(query.number(16));
  row.next_try = time_at(query, 17);
  row.ended = time_at(query, 18);
  row.incomplete = query.number(19) != 0;
  return row;
}

std::int64_t stored(const tn3270::ScreenSizes& sizes) {
  return (std::int64_t{sizes.primary.rows} << 24) | (std::int64_t{sizes.primary.columns} << 16) |
         (std::int64_t{sizes.alternate.rows} << 8) | sizes.alternate.columns;
}

std::int64_t stored(WallTime time) {
  return time.time_since_epoch().count();
}

}  // namespace printers
