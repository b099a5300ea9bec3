// The spooler as its neighbours see it: answers, rows in the spool, lines in the log.
#include "tn3270/server/printing/spooler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "printers/spool/spool.h"
#include "tests/unit/server/tls/temporary_folder.h"

namespace server {
namespace {

using printers::JobState;
using testing::HasSubstr;
using testing::Not;

const config::LuName kDir = config::LuName::parse("DIR").value();

int count_of(const std::string& text, const std::string& part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

class SpoolerTest : public testing::Test {
 protected:
  SpoolerTest() {
    settings_.path = folder_.file("spool.db");
    queueing_.retry = std::chrono::milliseconds(5);
    queueing_.tries = 3;
  }

  // A printer on a port where nobody listens.
  [[nodiscard]] std::shared_ptr<const config::Config> config() const {
    config::DeliverySettings delivery;
    delivery.host = "127.0.0.1";
    delivery.port = 1;
    config::LuSettings lu{.name = kDir, .type = config::LuType::Direct};
    lu.delivery = std::make_shared<const config::DeliverySettings>(delivery);
    lu.queueing = std::make_shared<const config::QueueSettings>(queueing_);
    auto config = std::make_shared<config::Config>();
    config->servers.emplace_back();
    config->servers.back().lus.push_back(lu);
    return config;
  }

  void start() {
    log_ = std::make_unique<Log>(Log::Target::Stderr);
    Spooler::Surroundings around;
    around.config = config();
    around.settings = settings_;
    around.log = log_.get();
    around.post = [this](std::uint16_t, Message message) {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (const auto* spooled = std::get_if<RuSpooled>(&message)) {
        answer_ = spooled->answer;
      }
      come_.notify_all();
    };
    spooler_ = std::make_unique<Spooler>(std::move(around));
    spooler_->start();
  }

  void end() {
    spooler_->end();
    spooler_.reset();
    log_.reset();  // all is written
  }

  vtam::Answer write(const tn3270::ByteBuffer& bytes) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      answer_.reset();
    }
    spooler_->post(
        SpoolRu{{}, {kDir, config::ApplId::parse("PAYROLL")}, printers::PieceKind::Scs, bytes});
    std::unique_lock<std::mutex> lock(mutex_);
    come_.wait_for(lock, std::chrono::seconds(20), [this] { return answer_.has_value(); });
    return answer_.value();
  }

  [[nodiscard]] std::vector<printers::JobRow> rows() const {
    auto opened = printers::SpoolReader::open(settings_.path);
    return std::get<std::unique_ptr<printers::SpoolReader>>(opened)->rows({}, 0, 100);
  }

  void wait_for(JobState state) const {
    for (int tries = 0; tries < 2'000 && rows().at(0).state != state; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(rows().at(0).state, state);
  }

  TemporaryFolder folder_;
  config::SpoolSettings settings_;
  config::QueueSettings queueing_;
  std::mutex mutex_;
  std::condition_variable come_;
  std::optional<vtam::Answer> answer_;
  std::unique_ptr<Log> log_;
  std::unique_ptr<Spooler> spooler_;
};

TEST_F(SpoolerTest, SaysOnceThatAnApplicationGoesOnSendingToAFullSpool) {
  settings_.quota = 10;
  testing::internal::CaptureStderr();
  start();
  const tn3270::ByteBuffer large(20, 0xC1);
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(write(large).positive);
  }
  EXPECT_TRUE(rows().empty()) << "nothing of them was ever durable";
  const vtam::Answer taken = write(tn3270::ByteBuffer(5, 0xC1));
  EXPECT_TRUE(taken.positive);
  EXPECT_FALSE(write(large).positive);
  EXPECT_FALSE(write(large).positive);
  ASSERT_EQ(rows().size(), 1U);
  EXPECT_EQ(rows().at(0).id, taken.job);
  EXPECT_EQ(rows().at(0).bytes, 5U);
  std::optional<JobAnswer> submitted;
  spooler_->post(SubmitJob{{kDir}, {{printers::PieceKind::Text, large}}, [&](JobAnswer answer) {
                             submitted.emplace(std::move(answer));
                           }});
  end();
  EXPECT_EQ(std::get<JobRefused>(submitted.value()).rule, "SPOOL-FULL");
  EXPECT_EQ(rows().size(), 1U);
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(count_of(log, "TND506W"), 2) << log;
  EXPECT_THAT(log, HasSubstr("W TND506W DIR: a job of PAYROLL is refused"));
  EXPECT_THAT(log, HasSubstr("goes on without a RU, which is refused"));
}

TEST_F(SpoolerTest, LogsEachLineAtTheLevelOfItsId) {
  testing::internal::CaptureStderr();
  start();
  EXPECT_TRUE(write({0xC1}).positive);
  spooler_->post(SpoolAbandon{kDir, "its session has died"});
  EXPECT_TRUE(write({0xC2}).positive);
  end();
  start();
  end();
  const auto all = rows();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_TRUE(all[0].incomplete);
  EXPECT_TRUE(all[1].incomplete);
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, HasSubstr("W TND504W job 1 of DIR is held: it is incomplete: its session"));
  EXPECT_THAT(log, HasSubstr("I TND507I job 2 of DIR is left from before"));
}

TEST_F(SpoolerTest, ReleasesNoIncompleteJobByReact) {
  testing::internal::CaptureStderr();
  start();
  EXPECT_TRUE(write({0xC1}).positive);
  end();
  start();
  ASSERT_TRUE(rows().at(0).incomplete);
  spooler_->post(StopDelivery{kDir, StopThen::Restart});
  EXPECT_TRUE(write({0xC2}).positive);  // after it
  end();
  EXPECT_EQ(rows().at(0).state, JobState::Held);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), Not(HasSubstr("TND509I")));
}

TEST_F(SpoolerTest, SaysWhatIsWrongWithAJobsDataAtItsFirstTryOnly) {
  queueing_.order = config::QueueOrder::Continue;
  testing::internal::CaptureStderr();
  start();
  EXPECT_TRUE(write({0xC1, 0x17, 0xC2}).positive);  // 17 is no code
  spooler_->post(SpoolEndOfJob{kDir});
  wait_for(JobState::Failed);
  end();
  EXPECT_EQ(rows().at(0).tries, 3U);
  const std::string log = testing::internal::GetCapturedStderr();
  EXPECT_EQ(count_of(log, "W TND505W job 1 of DIR: "), 1) << log;
  EXPECT_THAT(log, HasSubstr("W TND503W job 1 of DIR has failed after 3 tries"));
}

}  // namespace
}  // namespace server
