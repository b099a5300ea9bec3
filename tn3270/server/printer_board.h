#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "config/names.h"
#include "config/settings.h"
#include "config/time.h"
#include "tn3270/server/admin/backend.h"
#include "tn3270/server/guarded.h"
#include "tn3270/server/printing/message.h"
#include "tn3270/server/reactor/message.h"
#include "vtam/directory.h"
#include "vtam/program.h"

namespace server {

// Who has which printer, for users of the printer sharing application: what the directory knows,
// what the reactors tell that hold printers, and what waits in the spool. Nobody waits: whoever
// asks gets PrintersKnown when the last of them has answered. A list that is fresh is given again.
// Any thread may call it.
class PrinterBoard {
 public:
  struct Surroundings {
    std::shared_ptr<const config::Config> config;
    Guarded<vtam::Directory>* directory = nullptr;  // outlives the board
    std::function<void(std::uint16_t reactor, Message message)> post;
    std::function<void(QueuesWanted wanted)> ask_spool{};  // null: nothing is spooled
    std::function<config::Instant()> now;
  };
  explicit PrinterBoard(Surroundings surroundings);

  void want(vtam::SessionId reader);

 private:
  // What is being gathered, or was.
  struct List {
    std::uint64_t number = 0;
    config::Instant since{};
    std::size_t missing = 0;  // reactors, and the spool, that have not answered
    std::vector<vtam::PrinterRow> rows{};
    std::unordered_map<config::LuName, std::size_t> places{};
    std::vector<vtam::SessionId> readers{};  // who wait for it
    bool made = false;
  };
  void add(std::uint64_t number, const std::vector<LuView>& views);
  void add(std::uint64_t number, const std::vector<QueueLine>& queues);
  void add(std::uint64_t number, const std::function<void(List& list)>& work);
  [[nodiscard]] std::vector<std::uint16_t> begin(List& list) const;
  void tell(const std::vector<vtam::SessionId>& readers,
            const std::vector<vtam::PrinterRow>& rows) const;

  Surroundings around_;
  Guarded<List> list_;
};

}  // namespace server
