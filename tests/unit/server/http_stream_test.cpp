#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include "tests/unit/server/http_probe.h"
#include "tn3270/server/admin/http_server.h"

// Answers that come piece by piece.
namespace server {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

const char* const kGet = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
const char* const kLastChunk = "\r\n0\r\n\r\n";

// What a test says, from any thread.
class Spout {
 public:
  using State = BodySource::State;
  explicit Spout(std::atomic<int>& alive) : alive_(alive) { ++alive_; }
  ~Spout() { --alive_; }
  Spout(const Spout&) = delete;
  Spout& operator=(const Spout&) = delete;

  void wake_with(std::function<void()> wake) {
    const std::lock_guard<std::mutex> lock(mutex_);
    wake_ = std::move(wake);
  }
  State take(std::size_t most, std::string& out) {
    const std::lock_guard<std::mutex> lock(mutex_);
    out = text_.substr(0, most);
    text_.erase(0, most);
    return ended_ && text_.empty() ? State::Ended : State::More;
  }
  void say(const std::string& text, State state = State::More) {
    std::function<void()> wake;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      text_ += text;
      ended_ = state == State::Ended;
      wake = wake_;
    }
    if (wake) {
      wake();
    }
  }

 private:
  std::atomic<int>& alive_;
  std::mutex mutex_;
  std::string text_;
  bool ended_ = false;
  std::function<void()> wake_;
};

// The server's own; the test holds the spout weakly.
class Handle : public BodySource {
 public:
  explicit Handle(std::shared_ptr<Spout> spout) : spout_(std::move(spout)) {}
  void wake_with(std::function<void()> wake) override { spout_->wake_with(std::move(wake)); }
  State take(std::size_t most, std::string& out) override { return spout_->take(most, out); }

 private:
  std::shared_ptr<Spout> spout_;
};

class HttpStream : public testing::Test {
 protected:
  std::unique_ptr<HttpServer> serve(HttpTimes times = {}) {
    return std::make_unique<HttpServer>(
        "127.0.0.1", 0,
        [this](const HttpRequest&, const HttpReply& reply) {
          HttpResponse response;
          response.type = "text/plain";
          if (spout_) {
            response.stream = std::make_unique<Handle>(std::exchange(spout_, nullptr));
          }
          reply(std::move(response));
        },
        times);
  }
  bool gone_within(seconds time) const {
    const auto end = std::chrono::steady_clock::now() + time;
    while (alive_ > 0 && std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(milliseconds(20));
    }
    return alive_ == 0;
  }

  std::atomic<int> alive_ = 0;
  std::shared_ptr<Spout> spout_ = std::make_shared<Spout>(alive_);
};

TEST_F(HttpStream, BringsEveryPieceWhenItComes) {
  const std::weak_ptr<Spout> spout = spout_;
  const auto server = serve();
  HttpProbe client(server->port());
  client.send(kGet);
  const std::string head = client.receive("\r\n\r\n");
  EXPECT_THAT(head, HasSubstr("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Type: text/plain\r\n"));
  spout.lock()->say("one\n");
  EXPECT_THAT(client.receive("one\n"), HasSubstr("4\r\none\n"));
  spout.lock()->say("two\n");
  EXPECT_THAT(client.receive("two\n"), HasSubstr("two\n"));
  spout.lock()->say("end\n", BodySource::State::Ended);
  EXPECT_THAT(client.receive(kLastChunk), HasSubstr("end\n"));
  EXPECT_TRUE(gone_within(seconds(2)));
}

TEST_F(HttpStream, LeavesTheConnectionForTheNextRequest) {
  spout_->say("all\n", BodySource::State::Ended);
  const auto server = serve();
  HttpProbe client(server->port());
  client.send(kGet);
  EXPECT_THAT(client.receive(kLastChunk), HasSubstr("all\n"));
  client.send(kGet);
  EXPECT_THAT(client.receive("\r\n\r\n"), HasSubstr("200 OK"));
}

// A handle deadline of 3 s would cut it.
TEST_F(HttpStream, IsKeptAliveByEmptyLines) {
  HttpTimes times;
  times.handle = seconds(3);
  times.heartbeat = seconds(1);
  const auto server = serve(times);
  const std::weak_ptr<Spout> spout = spout_;
  HttpProbe client(server->port());
  client.send(kGet);
  ASSERT_THAT(client.receive("\r\n\r\n"), HasSubstr("200 OK"));
  EXPECT_FALSE(client.is_closed_within(seconds(5)));
  EXPECT_THAT(client.rest(), HasSubstr("1\r\n\n\r\n"));
  const auto still_there = spout.lock();
  ASSERT_TRUE(still_there);
  still_there->say("late\n");
  EXPECT_THAT(client.receive("late\n"), HasSubstr("late\n"));
}

TEST_F(HttpStream, EndsWhenItsClientGoes) {
  HttpTimes times;
  times.heartbeat = seconds(1);
  const auto server = serve(times);
  {
    HttpProbe client(server->port());
    client.send(kGet);
    ASSERT_THAT(client.receive("\r\n\r\n"), HasSubstr("200 OK"));
    spout_.reset();
    EXPECT_EQ(alive_, 1);
  }
  EXPECT_TRUE(gone_within(seconds(8)));
}

TEST_F(HttpStream, NeverWaitsForAClientThatDoesNotRead) {
  HttpTimes times;
  times.write = seconds(2);
  const auto server = serve(times);
  const std::weak_ptr<Spout> spout = spout_;
  HttpProbe lazy(server->port());
  lazy.send(kGet);
  ASSERT_THAT(lazy.receive("\r\n\r\n"), HasSubstr("200 OK"));
  spout.lock()->say(std::string(16U << 20U, 'x'));
  HttpProbe other(server->port());
  const auto start = std::chrono::steady_clock::now();
  other.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(other.receive("\r\n\r\n", seconds(1)), HasSubstr("200 OK"));
  EXPECT_LT(std::chrono::steady_clock::now() - start, seconds(1));
  EXPECT_TRUE(gone_within(seconds(8))) << "cut by the write deadline";
}

TEST_F(HttpStream, GetsItsLastPiecesWhenTheServerEnds) {
  auto server = serve();
  const std::weak_ptr<Spout> spout = spout_;
  HttpProbe client(server->port());
  client.send(kGet);
  ASSERT_THAT(client.receive("\r\n\r\n"), HasSubstr("200 OK"));
  spout.lock()->say("last\n");
  server.reset();
  EXPECT_THAT(client.receive(kLastChunk), testing::EndsWith(kLastChunk));
  EXPECT_EQ(alive_, 0);
}

}  // namespace
}  // namespace server
