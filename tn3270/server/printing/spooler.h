#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "config/settings.h"
#include "printers/spool/spool.h"
#include "tn3270/server/log.h"
#include "tn3270/server/mailbox.h"
#include "tn3270/server/printing/client_jobs.h"
#include "tn3270/server/printing/deliveries.h"
#include "tn3270/server/printing/message.h"
#include "tn3270/server/printing/wake_up.h"
#include "tn3270/server/reactor/message.h"

namespace server {

// The spool's thread: the only writer of the spool file. What has gathered in its mailbox is one
// commit, and nobody is told of anything before it. Queued jobs go to a delivery thread, one for
// each printer that is busy, or to the reactor of the client that serves their LU.
class Spooler {
 public:
  struct Surroundings {
    std::shared_ptr<const config::Config> config;
    config::SpoolSettings settings;  // with its path
    Log* log = nullptr;              // outlives it
    std::function<void(std::uint16_t reactor, Message message)> post;
  };
  // Before any delivery or test of a printer. Throws std::runtime_error in words if the spool file
  // can't be used.
  explicit Spooler(Surroundings around);
  ~Spooler();
  Spooler(const Spooler&) = delete;
  Spooler& operator=(const Spooler&) = delete;

  void start();
  // After the reactors have ended: what was posted is done, deliveries that are under way go back
  // to their queues.
  void end();
  void post(SpoolMessage message) { mailbox_.post(std::move(message)); }
  // For readers of their own.
  [[nodiscard]] const std::string& path() const { return around_.settings.path; }
  [[nodiscard]] config::Instant heartbeat() const {
    return config::Instant(config::Ticks(heartbeat_.load(std::memory_order_relaxed)));
  }

 private:
  // The job that an application is writing.
  struct OpenJob {
    printers::JobId job = 0;
    config::Instant last{};  // RU
  };
  struct Printer {
    const config::LuSettings* lu = nullptr;
    config::QueueSettings queueing{};
    std::optional<OpenJob> open{};
    // An operator has taken its open job away: the rest is refused. When the last RU was.
    std::optional<config::Instant> refusing{};
    bool full = false;                  // a RU was refused, and that is in the log
    std::optional<std::string> hold{};  // its delivery is being stopped, and its job held: why
    std::string trouble{};              // why its last delivery failed; a repetition is not logged
    config::Instant due{};              // when its retry is looked at
    printers::WallTime next_try{};      // and what the wall clock is to say then
    printers::WallTime retry_at{};      // that moment, once it has come
  };
  // What must be written sooner or later: how a job ends, or its delivery did. Done for another
  // reason (NoSuchJob, WrongState) is done too.
  struct Duty {
    printers::JobId job = 0;
    std::function<printers::Spool::Done()> work;
    std::function<void()> done{};  // it is durable
  };
  // What follows a commit, or that it has failed and all of it is undone.
  using AfterCommit = std::function<void(bool durable)>;

  // spooler.cpp
  void run();
  [[nodiscard]] config::Ticks time_to_sleep() const;
  void commit();
  void recover();
  void warn_of_strangers();
  [[nodiscard]] Printer* printer(config::LuName lu);
  // Once what is asked for now is durable.
  void then(std::function<void()> work);
  // The same, or if it is not.
  void then_or(AfterCommit work) { after_.push_back(std::move(work)); }
  void must(Duty duty);
  void complain(const std::string& why);
  [[nodiscard]] std::function<void()> saying(std::string line);

  // spooler_jobs.cpp: jobs that are written, and operators' commands
  void take(SpoolRu& ru);
  void take(const SpoolEndOfJob& end);
  void take(const SpoolAbandon& abandon);
  void take(SubmitJob& wanted);
  void take(ChangeJob& wanted);
  [[nodiscard]] std::optional<vtam::Answer> append(Printer& printer, SpoolRu& ru);
  [[nodiscard]] printers::Spool::Done write(Printer& printer, SpoolRu& ru);
  void finish(Printer& printer);
  void finish_idle(config::Instant now);
  void note_writing(const Printer& printer);
  void changed(printers::JobId job);
  [[nodiscard]] JobAnswer submit(const SubmitJob& submit);
  [[nodiscard]] std::optional<JobRefused> change(const ChangeJob& change);

  // spooler_deliveries.cpp: jobs that are delivered
  void take(const StopDelivery& stop);
  void take(const ClientArrived& client);
  void take(const ClientLeft& client) { clients_.left(client); }
  void take(const PiecesWanted& wanted);
  void take(const DeliveriesWanted& wanted);
  void take(const QueuesWanted& wanted);
  void take(DeliveryEnded& ended);
  void take(const EndSpooling& end);
  [[nodiscard]] bool busy(config::LuName lu) const {
    return deliveries_.busy(lu) || clients_.busy(lu);
  }
  void stop_delivery(config::LuName lu);
  [[nodiscard]] std::vector<DeliveryView> views() const;
  [[nodiscard]] bool start(const Printer& printer, const printers::JobRow& row);
  void look_at(config::LuName printer) { look_.insert(printer); }
  void look_when_due(config::Instant now);
  void deliver(config::Instant now);
  void begin(Printer& printer, const printers::JobRow& row);
  void note_due(Printer& printer, config::Instant now);
  [[nodiscard]] Duty settled(Printer& printer, const DeliveryEnded& ended);
  [[nodiscard]] Duty held(config::LuName printer, printers::JobId job, const std::string& why);
  [[nodiscard]] Duty retried(Printer& printer, const DeliveryEnded& ended,
                             printers::DeliveryNote note);
  void restart(Printer& printer);

  Surroundings around_;
  std::unique_ptr<printers::Spool> spool_;
  std::unique_ptr<printers::SpoolReader> reader_;  // of what is committed
  WakeUp wake_;
  Mailbox<SpoolMessage> mailbox_;
  std::vector<SpoolMessage> taken_;
  std::unordered_map<config::LuName, Printer> printers_;
  std::set<config::LuName> look_;    // may have a job that can be delivered
  std::set<config::LuName> looked_;  // since the last commit
  config::LuName last_ =
      *config::LuName::parse("A");  // who got the last delivery: the next has its turn
  std::multimap<config::Instant, config::LuName> due_;  // when to look again
  std::set<config::LuName> writing_;                    // exactly those: open, or refusing
  std::vector<AfterCommit> after_;
  std::vector<Duty> duties_;                        // that the spool has refused; tried again
  std::set<printers::JobId> begun_;                 // since the last commit
  std::set<printers::JobId> undone_;                // those of a commit that failed
  std::map<printers::JobId, std::uint32_t> tries_;  // of jobs that are being sent
  std::string complaint_;                           // the last, while it lasts
  config::Instant again_{};                         // no earlier
  config::Instant tidy_{};
  std::atomic<config::Ticks::rep> heartbeat_{0};
  bool ending_ = false;
  ClientJobs clients_;
  std::thread thread_;
  Deliveries deliveries_;  // last: its threads end first
};

}  // namespace server
