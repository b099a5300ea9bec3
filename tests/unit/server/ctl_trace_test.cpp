#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <sstream>
#include <thread>

#include "tn3270/control/curl_transport.h"
#include "tn3270/control/operations.h"
#include "tn3270/server/admin/http_server.h"
#include "tn3270/server/admin/problem_answer.h"

// tn3270ctl trace against a server that says what the test wants.
namespace control {
namespace {

using testing::HasSubstr;

// All at once, then the end, or silence.
class Lines : public server::BodySource {
 public:
  Lines(std::string text, State after) : text_(std::move(text)), after_(after) {}
  void wake_with(std::function<void()> /*wake*/) override {}
  State take(std::size_t /*most*/, std::string& out) override {
    out = std::exchange(text_, {});
    return after_;
  }

 private:
  std::string text_;
  State after_;
};

class CtlTrace : public testing::Test {
 protected:
  Exit trace(unsigned seconds, std::function<bool()> interrupted = {}) {
    CurlTransport transport({"http://127.0.0.1:" + std::to_string(server_.port()), "t", ""},
                            std::move(interrupted));
    Operations operations(transport, "", out_, err_);
    return operations.trace("T#1", seconds);
  }

  server::HttpResponse answer_;
  std::string target_;
  std::ostringstream out_;
  std::ostringstream err_;
  server::HttpServer server_{
      "127.0.0.1", 0, [this](const server::HttpRequest& request, const server::HttpReply& reply) {
        const auto seconds = request.query.find("seconds");
        target_ = request.path + (seconds == request.query.end() ? "" : " " + seconds->second);
        reply(std::move(answer_));
      }};
};

TEST_F(CtlTrace, PrintsEveryLineAndNoHeartbeat) {
  answer_.stream =
      std::make_unique<Lines>("one\n\ntwo \x1B[2J\nlast\n", server::BodySource::State::Ended);
  EXPECT_EQ(trace(5), Exit::Done);
  EXPECT_EQ(target_, "/v1/lus/T#1/trace 5");
  EXPECT_EQ(out_.str(), "one\ntwo ?[2J\nlast\n");
  EXPECT_EQ(err_.str(), "");
}

TEST_F(CtlTrace, SaysNoSecondsIfNoneAreGiven) {
  answer_.stream = std::make_unique<Lines>("", server::BodySource::State::Ended);
  EXPECT_EQ(trace(0), Exit::Done);
  EXPECT_EQ(target_, "/v1/lus/T#1/trace");
}

TEST_F(CtlTrace, SaysWhyItWasRefused) {
  answer_ = server::problem_answer(429, "TRACES", "There are 16 traces already; end one.");
  EXPECT_EQ(trace(5), Exit::Refused);
  EXPECT_THAT(err_.str(), HasSubstr("There are 16 traces already; end one. (TRACES)"));
  EXPECT_EQ(out_.str(), "");
}

TEST_F(CtlTrace, EndsWellWhenItIsInterrupted) {
  answer_.stream = std::make_unique<Lines>("one\n", server::BodySource::State::More);
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(500);
  EXPECT_EQ(trace(0, [&] { return std::chrono::steady_clock::now() > end; }), Exit::Done);
  EXPECT_EQ(out_.str(), "one\n");
  EXPECT_LT(std::chrono::steady_clock::now() - end, std::chrono::seconds(3));
}

TEST(CtlTraceAlone, SaysWhenNobodyAnswers) {
  CurlTransport transport({"http://127.0.0.1:1", "t", ""});
  std::ostringstream out;
  std::ostringstream err;
  Operations operations(transport, "", out, err);
  EXPECT_EQ(operations.trace("T001", 5), Exit::Unreachable);
  EXPECT_THAT(err.str(), HasSubstr("No answer from"));
}

}  // namespace
}  // namespace control
