// The spooler and a client that serves a printer LU, the test being the client's reactor.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "config/limits.h"
#include "printers/spool/spool.h"
#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/server/printing/spooler.h"

namespace server {
namespace {

using printers::JobState;
using What = printers::DeliveryResult::What;

const config::LuName kLu = config::LuName::parse("P001").value();
constexpr vtam::SessionId kFirst{1, 5, 1};
constexpr vtam::SessionId kSecond{0, 7, 3};

class ClientJobsTest : public testing::Test {
 protected:
  ClientJobsTest() { start(); }
  void TearDown() override { spooler_->end(); }

  void start() {
    auto config = std::make_shared<config::Config>();
    config->servers.emplace_back();
    config->servers.back().lus.push_back({.name = kLu, .type = config::LuType::Printer});
    Spooler::Surroundings around;
    around.config = config;
    around.settings.path = folder_.file("spool.db");
    around.log = &log_;
    around.post = [this](std::uint16_t, Message message) {
      const std::lock_guard<std::mutex> lock(mutex_);
      messages_.push_back(std::move(message));
      come_.notify_all();
    };
    spooler_ = std::make_unique<Spooler>(std::move(around));
    spooler_->start();
  }
  void restart() {
    spooler_->end();
    spooler_.reset();
    messages_.clear();
    start();
  }

  // The next message of this kind; others are thrown away.
  template <class Wanted>
  std::optional<Wanted> next(std::chrono::milliseconds wait = std::chrono::seconds(20)) {
    std::unique_lock<std::mutex> lock(mutex_);
    const auto until = std::chrono::steady_clock::now() + wait;
    for (;;) {
      while (!messages_.empty()) {
        const Message message = std::move(messages_.front());
        messages_.pop_front();
        if (const auto* wanted = std::get_if<Wanted>(&message)) {
          return *wanted;
        }
      }
      if (come_.wait_until(lock, until) == std::cv_status::timeout) {
        return std::nullopt;
      }
    }
  }
  template <class Wanted>
  bool none() {
    return !next<Wanted>(std::chrono::milliseconds(100));
  }

  // One job of so many RUs; all of it is durable.
  void write(int rus) {
    for (int ru = 0; ru < rus; ++ru) {
      spooler_->post(SpoolRu{{}, {kLu}, printers::PieceKind::Scs, {0xC1, 0xC2}});
      EXPECT_TRUE(next<RuSpooled>().value().answer.positive);
    }
    spooler_->post(SpoolEndOfJob{kLu});
  }
  void ended(printers::JobId job, What what) {
    spooler_->post(DeliveryEnded{kLu, job, {}, {what, "as the test says"}});
  }
  [[nodiscard]] printers::JobRow row(printers::JobId job) const {
    auto opened = printers::SpoolReader::open(folder_.file("spool.db"));
    return std::get<std::unique_ptr<printers::SpoolReader>>(opened)->row(job).value();
  }
  void wait_for(printers::JobId job, JobState state) const {
    for (int tries = 0; tries < 2'000 && row(job).state != state; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(row(job).state, state);
  }
  std::optional<JobAnswer> change(JobVerb verb, printers::JobId job) {
    std::promise<JobAnswer> answered;
    ChangeJob wanted;
    wanted.verb = verb;
    wanted.job = job;
    wanted.answer = [&answered](const JobAnswer& answer) { answered.set_value(answer); };
    spooler_->post(std::move(wanted));
    return answered.get_future().get();
  }

  TemporaryFolder folder_;
  Log log_{Log::Target::Nowhere};
  std::mutex mutex_;
  std::condition_variable come_;
  std::deque<Message> messages_;
  std::unique_ptr<Spooler> spooler_;
};

TEST_F(ClientJobsTest, AJobWaitsForAClientAndIsHandedOutPieceByPiece) {
  write(3);
  EXPECT_TRUE(none<PrintJob>());
  spooler_->post(ClientArrived{kLu, kFirst});
  const auto job = next<PrintJob>();
  EXPECT_EQ(job.value().session, kFirst);
  EXPECT_EQ(job.value().job.pieces, 3U);
  EXPECT_EQ(row(1).state, JobState::Sending) << "durable before the first byte leaves";
  spooler_->post(PiecesWanted{kLu, kFirst, 1, 1, 2});
  const auto pieces = next<JobPieces>();
  EXPECT_EQ(pieces.value().pieces.size(), 2U) << "from the second on";
  std::promise<std::vector<DeliveryView>> views;
  spooler_->post(DeliveriesWanted{
      [&views](std::vector<DeliveryView> all) { views.set_value(std::move(all)); }});
  const auto all = views.get_future().get();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].sent, 2U);
  EXPECT_EQ(all[0].size, 6U);
  ended(1, What::Printed);
  wait_for(1, JobState::Printed);
}

TEST_F(ClientJobsTest, OneJobIsUnderWayAtATime) {
  spooler_->post(ClientArrived{kLu, kFirst});
  write(1);
  write(1);
  EXPECT_EQ(next<PrintJob>().value().job.id, 1U);
  EXPECT_TRUE(none<PrintJob>());
  ended(1, What::Printed);
  EXPECT_EQ(next<PrintJob>().value().job.id, 2U);
}

TEST_F(ClientJobsTest, WhatWasNotBegunIsForTheNextClientAtOnce) {
  spooler_->post(ClientArrived{kLu, kFirst});
  write(1);
  EXPECT_TRUE(next<PrintJob>());
  ended(1, What::Stopped);
  spooler_->post(ClientLeft{kLu, kFirst});
  // What was asked for before it left may find it again, and is answered.
  if (const auto again = next<PrintJob>(std::chrono::milliseconds(100))) {
    ended(1, What::Stopped);
  }
  spooler_->post(ClientArrived{kLu, kSecond});
  EXPECT_EQ(next<PrintJob>().value().session, kSecond);
  EXPECT_EQ(row(1).tries, 1U);
}

TEST_F(ClientJobsTest, TheOneThatComesLaterHasTheLuWhateverItsOrder) {
  spooler_->post(ClientArrived{kLu, kFirst});
  spooler_->post(ClientArrived{kLu, kSecond});
  spooler_->post(ClientLeft{kLu, kFirst});
  write(1);
  EXPECT_EQ(next<PrintJob>().value().session, kSecond);
}

TEST_F(ClientJobsTest, HoldAndKillStopItAndHoldIt) {
  spooler_->post(ClientArrived{kLu, kFirst});
  write(2);
  EXPECT_TRUE(next<PrintJob>());
  EXPECT_TRUE(std::holds_alternative<JobTaken>(change(JobVerb::Hold, 1).value()));
  EXPECT_EQ(next<StopPrinting>().value().job, 1U);
  ended(1, What::Stopped);
  wait_for(1, JobState::Held);
  EXPECT_TRUE(std::holds_alternative<JobTaken>(change(JobVerb::Release, 1).value()));
  EXPECT_TRUE(next<PrintJob>());
  spooler_->post(StopDelivery{kLu, StopThen::Hold});
  EXPECT_TRUE(next<StopPrinting>());
  ended(1, What::Retry);
  wait_for(1, JobState::Held);
}

TEST_F(ClientJobsTest, CancelStopsIt) {
  spooler_->post(ClientArrived{kLu, kFirst});
  write(1);
  EXPECT_TRUE(next<PrintJob>());
  EXPECT_TRUE(std::holds_alternative<JobTaken>(change(JobVerb::Cancel, 1).value()));
  EXPECT_TRUE(next<StopPrinting>());
  ended(1, What::Stopped);
  write(1);
  EXPECT_EQ(next<PrintJob>().value().job.id, 2U);
  EXPECT_EQ(row(1).state, JobState::Cancelled);
}

TEST_F(ClientJobsTest, WhatMayHaveBeenPrintedIsHeldAndMarked) {
  spooler_->post(ClientArrived{kLu, kFirst});
  write(1);
  EXPECT_TRUE(next<PrintJob>());
  ended(1, What::Unknown);
  wait_for(1, JobState::Held);
  EXPECT_TRUE(row(1).outcome_unknown);
}

// The reactors have ended before: a job that they have not answered never began.
TEST_F(ClientJobsTest, TheServersEndPutsBackWhatNoReactorHasBegun) {
  spooler_->post(ClientArrived{kLu, kFirst});
  write(1);
  EXPECT_TRUE(next<PrintJob>());
  restart();
  EXPECT_EQ(row(1).state, JobState::Queued);
  EXPECT_FALSE(row(1).outcome_unknown);
}

TEST_F(ClientJobsTest, ManySmallPiecesAreHandedOutAFewAtATime) {
  spooler_->post(ClientArrived{kLu, kFirst});
  std::vector<printers::Piece> pieces(5'000, {printers::PieceKind::Scs, {0x40}});
  spooler_->post(SubmitJob{{kLu}, std::move(pieces), [](const JobAnswer&) {}});
  EXPECT_TRUE(next<PrintJob>());
  spooler_->post(PiecesWanted{kLu, kFirst, 1, 0, 0});
  EXPECT_LE(next<JobPieces>().value().pieces.size(),
            config::limits::kClientPieces / sizeof(printers::Piece) + 1);
}

}  // namespace
}  // namespace server
