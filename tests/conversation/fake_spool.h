#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tn3270/server/printing/message.h"
#include "tn3270/server/reactor/message.h"
#include "vtam/sense.h"

namespace conversation {

// The spool's thread, without a thread and a file: what sessions post becomes jobs, and each RU is
// answered as the test wants.
class FakeSpool {
 public:
  struct Job {
    printers::JobFacts facts;
    std::vector<printers::Piece> pieces{};
    bool complete = false;
    std::string abandoned{};  // why
  };
  enum class Answers { Durable, Full, Silent };
  using Post = std::function<void(std::uint16_t reactor, server::Message message)>;
  explicit FakeSpool(Post post) : post_(std::move(post)) {}

  Answers answers = Answers::Durable;
  std::deque<Job> jobs;              // number 1 is the first
  std::vector<std::string> stopped;  // LUs whose delivery is to be stopped

  void take(server::SpoolMessage message) {
    if (auto* ru = std::get_if<server::SpoolRu>(&message)) {
      take(std::move(*ru));
    } else if (const auto* end = std::get_if<server::SpoolEndOfJob>(&message)) {
      if (const auto open = open_.extract(end->printer)) {
        jobs[open.mapped()].complete = true;
      }
    } else if (const auto* abandon = std::get_if<server::SpoolAbandon>(&message)) {
      if (const auto open = open_.extract(abandon->printer)) {
        jobs[open.mapped()].abandoned = abandon->why;
      }
    } else if (const auto* stop = std::get_if<server::StopDelivery>(&message)) {
      stopped.push_back(stop->printer.text());
    }
  }
  // What waits: its complete jobs.
  [[nodiscard]] std::vector<server::QueueLine> queues() const {
    std::map<config::LuName, server::QueueLine> lines;
    for (std::size_t index = 0; index < jobs.size(); ++index) {
      const config::LuName lu = jobs[index].facts.printer;
      server::QueueLine& line = lines.try_emplace(lu, server::QueueLine{lu}).first->second;
      line.waiting += jobs[index].complete ? 1 : 0;
      line.last = printers::JobRow{.id = index + 1, .facts = jobs[index].facts};
    }
    std::vector<server::QueueLine> all;
    for (auto& [lu, line] : lines) {
      all.push_back(std::move(line));
    }
    return all;
  }
  // What it has kept quiet about is durable after all.
  void answer() {
    for (const vtam::SessionId& session : std::exchange(owed_, {})) {
      post_(session.reactor, server::RuSpooled{session, {.positive = true, .job = jobs.size()}});
    }
  }

 private:
  void take(server::SpoolRu ru) {
    if (answers == Answers::Full) {
      post_(ru.session.reactor,
            server::RuSpooled{ru.session, {false, vtam::sense::kInsufficientResource}});
      return;
    }
    const auto [open, is_new] = open_.emplace(ru.facts.printer, jobs.size());
    if (is_new) {
      jobs.push_back({ru.facts});
    }
    jobs[open->second].pieces.push_back({ru.kind, std::move(ru.bytes)});
    owed_.push_back(ru.session);
    if (answers == Answers::Durable) {
      answer();
    }
  }

  Post post_;
  std::map<config::LuName, std::size_t> open_;  // places in jobs
  std::vector<vtam::SessionId> owed_;
};

}  // namespace conversation
