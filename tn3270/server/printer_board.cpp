#include "tn3270/server/printer_board.h"

#include <set>
#include <utility>

#include "config/limits.h"
#include "vtam/lu_state.h"

namespace server {
namespace {

vtam::PrinterRow row_of(const vtam::LuEntry& entry) {
  const config::LuSettings& lu = *entry.settings;
  vtam::PrinterRow row{.lu = lu.name};
  row.type = config::text(lu.type);
  row.state = vtam::text(entry.state);
  return row;
}

void also(const std::string& text, std::string& all) {
  all += (all.empty() ? "" : ", ") + text;
}

}  // namespace

PrinterBoard::PrinterBoard(Surroundings surroundings) : around_(std::move(surroundings)) {}

void PrinterBoard::want(vtam::SessionId reader) {
  const config::Instant now = around_.now();
  std::vector<vtam::PrinterRow> ready;
  std::vector<std::uint16_t> reactors;
  const std::uint64_t number = list_.with([&](List& list) {
    const bool young = list.number > 0 && now - list.since < config::limits::kPrinterListFresh;
    if (young && list.made) {
      ready = list.rows;
      return std::uint64_t{0};
    }
    list.readers.push_back(reader);
    if (!young) {
      list.since = now;
      reactors = begin(list);
    }
    return list.number;
  });
  if (number == 0) {
    tell({reader}, ready);
    return;
  }
  for (const std::uint16_t reactor : reactors) {
    around_.post(reactor, ViewsWanted{std::nullopt,
                                      [this, number](const std::vector<LuView>& views) {
                                        add(number, views);
                                      },
                                      ViewsOf::Printers});
  }
  if (!reactors.empty() && around_.ask_spool) {
    around_.ask_spool(
        {[this, number](const std::vector<QueueLine>& queues) { add(number, queues); }});
  }
}

// The reactors to ask: those that hold printers, at least one, so that somebody ends it.
std::vector<std::uint16_t> PrinterBoard::begin(List& list) const {
  ++list.number;
  list.made = false;
  list.rows.clear();
  list.places.clear();
  std::set<std::uint16_t> reactors;
  around_.directory->with([&](vtam::Directory& directory) {
    for (const config::ServerSettings& server : around_.config->servers) {
      for (const config::LuSettings& lu : server.lus) {
        if (lu.type == config::LuType::Terminal ||
            list.rows.size() == config::limits::kPrinterRows) {
          continue;
        }
        const auto entry = directory.find(lu.name);
        if (entry && entry->holder) {
          reactors.insert(entry->holder->reactor);
        }
        if (entry) {
          list.places.emplace(lu.name, list.rows.size());
          list.rows.push_back(row_of(*entry));
        }
      }
    }
  });
  if (reactors.empty()) {
    reactors.insert(0);
  }
  list.missing = reactors.size() + (around_.ask_spool ? 1 : 0);
  return {reactors.begin(), reactors.end()};
}

void PrinterBoard::add(std::uint64_t number, const std::vector<LuView>& views) {
  add(number, [&views](List& list) {
    for (const LuView& view : views) {
      if (const auto place = list.places.find(view.name); place != list.places.end()) {
        vtam::PrinterRow& row = list.rows[place->second];
        row.state = view.state;
        row.holder = view.application;
        if (!view.acquirer.empty()) {
          also(view.acquirer + " waits", row.queue);
        }
      }
    }
  });
}

void PrinterBoard::add(std::uint64_t number, const std::vector<QueueLine>& queues) {
  add(number, [&queues](List& list) {
    for (const QueueLine& queue : queues) {
      const auto place = list.places.find(queue.printer);
      if (place == list.places.end()) {
        continue;
      }
      vtam::PrinterRow& row = list.rows[place->second];
      if (queue.waiting > 0) {
        also(std::to_string(queue.waiting) + " wait", row.queue);
      }
      if (queue.held > 0) {
        also(std::to_string(queue.held) + " held", row.queue);
      }
      if (queue.last) {
        row.job = std::to_string(queue.last->id) + " " + printers::text(queue.last->state);
      }
    }
  });
}

void PrinterBoard::add(std::uint64_t number, const std::function<void(List& list)>& work) {
  std::vector<vtam::PrinterRow> rows;
  std::vector<vtam::SessionId> readers;
  list_.with([&](List& list) {
    if (list.number != number || list.made) {
      return;  // of a list that took too long
    }
    work(list);
    if (--list.missing > 0) {
      return;
    }
    list.made = true;
    list.places.clear();
    rows = list.rows;
    readers = std::exchange(list.readers, {});
  });
  tell(readers, rows);
}

void PrinterBoard::tell(const std::vector<vtam::SessionId>& readers,
                        const std::vector<vtam::PrinterRow>& rows) const {
  for (const vtam::SessionId& reader : readers) {
    around_.post(reader.reactor, PrintersKnown{reader, rows});
  }
}

}  // namespace server
