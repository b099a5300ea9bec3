#pragma once

#include <algorithm>
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
    std::string abandoned{};                             // why
    std::vector<printers::DeliveryResult> deliveries{};  // to clients
    // What is to be tried again after a pause is for the next client.
    [[nodiscard]] bool waits(bool for_next_client) const {
      using What = printers::DeliveryResult::What;
      return complete && (deliveries.empty() || deliveries.back().what == What::Stopped ||
                          (for_next_client && deliveries.back().what == What::Retry));
    }
  };
  enum class Answers { Durable, Full, Silent };
  using Post = std::function<void(std::uint16_t reactor, server::Message message)>;
  explicit FakeSpool(Post post) : post_(std::move(post)) {}

  Answers answers = Answers::Durable;
  std::deque<Job> jobs;              // number 1 is the first
  std::vector<std::string> stopped;  // LUs whose delivery is to be stopped
  bool unreadable = false;           // pieces can't be read

  void take(server::SpoolMessage message) {
    if (auto* ru = std::get_if<server::SpoolRu>(&message)) {
      take(std::move(*ru));
    } else if (const auto* end = std::get_if<server::SpoolEndOfJob>(&message)) {
      if (const auto open = open_.extract(end->printer)) {
        jobs[open.mapped()].complete = true;
        print(end->printer);
      }
    } else if (const auto* abandon = std::get_if<server::SpoolAbandon>(&message)) {
      if (const auto open = open_.extract(abandon->printer)) {
        jobs[open.mapped()].abandoned = abandon->why;
      }
    } else if (const auto* stop = std::get_if<server::StopDelivery>(&message)) {
      stopped.push_back(stop->printer.text());
    } else if (const auto* client = std::get_if<server::ClientArrived>(&message)) {
      clients_.insert_or_assign(client->printer, client->session);
      print(client->printer, true);
    } else if (const auto* left = std::get_if<server::ClientLeft>(&message)) {
      const auto known = clients_.find(left->printer);
      if (known != clients_.end() && known->second == left->session) {
        clients_.erase(known);
      }
    } else if (const auto* wanted = std::get_if<server::PiecesWanted>(&message)) {
      take(*wanted);
    } else if (const auto* ended = std::get_if<server::DeliveryEnded>(&message)) {
      jobs.at(ended->job - 1).deliveries.push_back(ended->result);
      printing_.erase(ended->printer);
      print(ended->printer);
    }
  }
  // An operator's command.
  void stop(config::LuName printer) {
    const auto& [session, job] = printing_.at(printer);
    post_(session.reactor, server::StopPrinting{session, job});
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

  // Two at a time, so that a job of five is asked for three times.
  void take(const server::PiecesWanted& wanted) {
    const std::vector<printers::Piece>& all = jobs.at(wanted.job - 1).pieces;
    const std::size_t end = std::min<std::size_t>(all.size(), wanted.from + 2);
    server::JobPieces some{wanted.session, wanted.job};
    for (std::size_t piece = wanted.from; piece < end && !unreadable; ++piece) {
      some.pieces.push_back(all[piece]);
    }
    some.why = unreadable ? "damaged" : "";
    post_(wanted.session.reactor, std::move(some));
  }
  void print(config::LuName printer, bool for_next_client = false) {
    const auto client = clients_.find(printer);
    const auto job = std::find_if(jobs.begin(), jobs.end(), [&](const Job& one) {
      return one.facts.printer == printer && one.waits(for_next_client);
    });
    if (client == clients_.end() || job == jobs.end() || printing_.count(printer) > 0) {
      return;
    }
    const auto id = static_cast<printers::JobId>(job - jobs.begin() + 1);
    printing_[printer] = {client->second, id};
    post_(client->second.reactor,
          server::PrintJob{
              client->second,
              printers::JobRow{.id = id, .facts = job->facts, .pieces = job->pieces.size()}});
  }

  Post post_;
  std::map<config::LuName, vtam::SessionId> clients_;
  std::map<config::LuName, std::pair<vtam::SessionId, printers::JobId>> printing_;
  std::map<config::LuName, std::size_t> open_;  // places in jobs
  std::vector<vtam::SessionId> owed_;
};

}  // namespace conversation
