#include "tn3270/server/admin/http_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/unit/server/http_probe.h"

namespace server {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;
using Client = HttpProbe;

void echo(const HttpRequest& request, const HttpReply& reply) {
  HttpResponse response;
  response.headers["X-Test"] = "yes";
  response.body = request.method + " " + request.path + " [" + request.authorization + "] " +
                  request.body + " from " + request.client + "\n";
  reply(std::move(response));
}

std::string get(const std::string& path) {
  return "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

TEST(HttpServer, GivesTheHandlerTheWholeRequestAndTheClientTheAnswer) {
  HttpServer server("127.0.0.1", 0, echo);
  ASSERT_NE(server.port(), 0);
  Client client(server.port());
  client.send(
      "POST /v1/lus/%23A HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\n"
      "Content-Length: 4\r\n\r\nbody");
  const auto answer = client.receive("port ");
  EXPECT_EQ(answer.rfind("HTTP/1.1 200 OK\r\n", 0), 0U) << answer;
  EXPECT_NE(answer.find("POST /v1/lus/#A [Bearer t] body from 127.0.0.1 port "), std::string::npos)
      << answer;
  EXPECT_NE(answer.find("X-Test: yes\r\n"), std::string::npos);
  EXPECT_NE(answer.find("Content-Type: application/json\r\n"), std::string::npos);
}

TEST(HttpServer, AnswersSeveralRequestsOnOneConnection) {
  HttpServer server("127.0.0.1", 0, echo);
  Client client(server.port());
  for (const char* path : {"/one", "/two", "/three"}) {
    client.send(get(path));
    EXPECT_NE(client.receive("port ").find("GET " + std::string(path) + " "), std::string::npos);
  }
  client.send(get("/four") + get("/five"));
  const auto answers = client.receive("GET /five");
  EXPECT_LT(answers.find("GET /four"), answers.find("GET /five")) << answers;
  client.send("GET /six HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(client.is_closed_within(seconds(5)));
  EXPECT_NE(client.rest().find("GET /six"), std::string::npos);
}

TEST(HttpServer, SendsNoContentToHead) {
  HttpServer server("127.0.0.1", 0, echo);
  Client client(server.port());
  client.send("HEAD /a HTTP/1.1\r\n\r\n" + get("/b"));
  const auto answers = client.receive("GET /b");
  EXPECT_EQ(answers.find("HEAD /a"), std::string::npos) << answers;
}

TEST(HttpServer, RefusesATargetThatCannotBeRead) {
  HttpServer server("127.0.0.1", 0, echo);
  Client client(server.port());
  client.send(get("/a%zz"));
  const auto answer = client.receive("}");
  EXPECT_EQ(answer.rfind("HTTP/1.1 400 ", 0), 0U) << answer;
  EXPECT_NE(answer.find("application/problem+json"), std::string::npos);
}

TEST(HttpServer, ClosesGarbageOversizeAndUpgradesAndGoesOn) {
  HttpServer server("127.0.0.1", 0, echo);
  std::string many = "GET / HTTP/1.1\r\n";
  for (int i = 0; i < 100; ++i) {
    many += "X-" + std::to_string(i) + ": 1\r\n";
  }
  const std::vector<std::string> bad{
      "\xff\xfb\x28\xff\xfd\x19 what is this\r\n\r\n",
      std::string(3, '\0') + "\r\n\r\n",
      "NONSENSE / HTTP/1.1\r\n\r\n",
      get("/" + std::string(config::limits::kHttpUrl, 'a')),
      "GET / HTTP/1.1\r\nX: " + std::string(config::limits::kHttpField, 'a') + "\r\n\r\n",
      "GET / HTTP/1.1\r\n" + std::string(config::limits::kHttpField + 1, 'a') + ": 1\r\n\r\n",
      many + "\r\n",
      "POST / HTTP/1.1\r\nContent-Length: 33554433\r\n\r\n",
      "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2000001\r\n" +
          std::string(config::limits::kHttpBodyRead + 1, 'x') + "\r\n0\r\n\r\n",
      "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
      "CONNECT example.org:443 HTTP/1.1\r\n\r\n"};
  for (const auto& request : bad) {
    Client client(server.port());
    client.send(request);
    EXPECT_TRUE(client.is_closed_within(seconds(5))) << request.substr(0, 60);
    EXPECT_EQ(client.rest().find("200 OK"), std::string::npos) << request.substr(0, 60);
  }
  Client good(server.port());
  good.send(get("/still"));
  EXPECT_NE(good.receive("GET /still").find("200 OK"), std::string::npos);
}

TEST(HttpServer, TakesWhatIsJustWithinTheLimits) {
  HttpServer server("127.0.0.1", 0, echo);
  Client client(server.port());
  client.send(get("/" + std::string(config::limits::kHttpUrl - 1, 'a')));
  EXPECT_NE(client.receive("from").find("200 OK"), std::string::npos);
  client.send("POST /b HTTP/1.1\r\nContent-Length: " + std::to_string(config::limits::kHttpBody) +
              "\r\n\r\n" + std::string(config::limits::kHttpBody, 'x'));
  EXPECT_NE(client.receive("from").find("200 OK"), std::string::npos);
}

TEST(HttpServer, BoundsWhatAllBodiesTakeTogetherAndLetsSmallRequestsThrough) {
  HttpServer server("127.0.0.1", 0, echo);
  const std::string part(config::limits::kHttpReading / 3, 'x');
  const std::string head =
      "POST /large HTTP/1.1\r\nContent-Length: " + std::to_string(config::limits::kHttpBodyRead) +
      "\r\n\r\n";
  std::vector<std::unique_ptr<Client>> greedy;
  bool cut = false;
  for (int i = 0; i < 4; ++i) {
    greedy.push_back(std::make_unique<Client>(server.port()));
    cut = !greedy.back()->send(head + part) || cut;
  }
  // Which of them it is, is the kernel's to say: it keeps megabytes of each.
  for (int round = 0; round < 50 && !cut; ++round) {
    cut = std::any_of(greedy.begin(), greedy.end(),
                      [](const auto& one) { return one->is_closed_within(milliseconds(20)); });
  }
  EXPECT_TRUE(cut);
  Client small(server.port());
  small.send(get("/small"));
  EXPECT_NE(small.receive("GET /small").find("200 OK"), std::string::npos);
  greedy.clear();
  for (int attempt = 0; attempt < 100; ++attempt) {
    Client next(server.port());
    if (next.send("POST /next HTTP/1.1\r\nContent-Length: " + std::to_string(part.size()) +
                  "\r\n\r\n" + part) &&
        next.receive("POST /next").find("200 OK") != std::string::npos) {
      return;
    }
    std::this_thread::sleep_for(milliseconds(20));
  }
  FAIL() << "what the others had taken is never given back";
}

TEST(HttpServer, HandsOnWhatTheBodyIs) {
  std::promise<HttpRequest> seen;
  HttpServer server("127.0.0.1", 0, [&](const HttpRequest& request, const HttpReply& reply) {
    seen.set_value(request);
    reply(HttpResponse{});
  });
  Client client(server.port());
  client.send(
      "POST / HTTP/1.1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 1\r\n\r\nx");
  auto request = seen.get_future();
  ASSERT_EQ(request.wait_for(seconds(5)), std::future_status::ready);
  EXPECT_EQ(request.get().content_type, "text/plain; charset=utf-8");
}

TEST(HttpServer, EndsASlowClientWhateverItTrickles) {
  HttpServer server("127.0.0.1", 0, echo, {milliseconds(500), seconds(8), seconds(8)});
  Client silent(server.port());
  Client trickling(server.port());
  const auto start = Clock::now();
  std::string request = get("/slow" + std::string(1000, 'a'));
  std::size_t sent = 0;
  while (Clock::now() - start < seconds(5) && trickling.send(request.substr(sent, 1))) {
    ++sent;
    if (trickling.is_closed_within(milliseconds(50))) {
      break;
    }
  }
  EXPECT_LT(Clock::now() - start, seconds(4));
  EXPECT_LT(sent, request.size());
  EXPECT_TRUE(silent.is_closed_within(seconds(4)));
}

// Keeps replies for later, as a handler does that asks another thread.
class Later {
 public:
  HttpHandler handler() {
    return [this](const HttpRequest&, const HttpReply& reply) {
      const std::lock_guard lock(mutex_);
      replies_.push_back(reply);
    };
  }
  bool wait_for(std::size_t count) {
    for (const auto end = Clock::now() + seconds(5); Clock::now() < end;) {
      {
        const std::lock_guard lock(mutex_);
        if (replies_.size() >= count) {
          return true;
        }
      }
      std::this_thread::sleep_for(milliseconds(5));
    }
    return false;
  }
  HttpReply reply(std::size_t index) {
    const std::lock_guard lock(mutex_);
    return replies_.at(index);
  }

 private:
  std::mutex mutex_;
  std::vector<HttpReply> replies_;
};

HttpResponse body(const std::string& text) {
  HttpResponse response;
  response.body = text;
  return response;
}

TEST(HttpServer, AnswersLaterFromPostedWork) {
  Later later;
  HttpServer server("127.0.0.1", 0, later.handler());
  Client client(server.port());
  client.send(get("/"));
  ASSERT_TRUE(later.wait_for(1));
  EXPECT_EQ(client.receive("x", milliseconds(50)), "");
  server.post([&] { later.reply(0)(body("at last")); });
  EXPECT_NE(client.receive("at last").find("at last"), std::string::npos);
}

TEST(HttpServer, IgnoresASecondReplyToARequest) {
  Later later;
  HttpServer server("127.0.0.1", 0, later.handler());
  Client client(server.port());
  client.send(get("/1"));
  ASSERT_TRUE(later.wait_for(1));
  server.post([&] { later.reply(0)(body("first")); });
  client.receive("first");
  client.send(get("/2"));
  ASSERT_TRUE(later.wait_for(2));
  server.post([&] {
    later.reply(0)(body("stale"));
    later.reply(1)(body("second"));
  });
  const auto answer = client.receive("second");
  EXPECT_EQ(answer.find("stale"), std::string::npos) << answer;
  EXPECT_NE(answer.find("second"), std::string::npos);
}

TEST(HttpServer, GivesUpARequestThatNobodyAnswersAndIgnoresTheLateReply) {
  Later later;
  HttpServer server("127.0.0.1", 0, later.handler(), {seconds(8), milliseconds(300), seconds(8)});
  Client client(server.port());
  client.send(get("/"));
  ASSERT_TRUE(later.wait_for(1));
  EXPECT_TRUE(client.is_closed_within(seconds(5)));
  std::promise<void> done;
  server.post([&] {
    later.reply(0)(body("too late"));
    done.set_value();
  });
  EXPECT_EQ(done.get_future().wait_for(seconds(5)), std::future_status::ready);
}

TEST(HttpServer, StopsAtOnceWithOpenRequestsAndLateRepliesDoNothing) {
  Later later;
  std::vector<std::unique_ptr<Client>> clients;
  {
    HttpServer server("127.0.0.1", 0, later.handler());
    for (int i = 0; i < 10; ++i) {
      clients.push_back(std::make_unique<Client>(server.port()));
      clients.back()->send(get("/"));
    }
    clients.push_back(std::make_unique<Client>(server.port()));
    ASSERT_TRUE(later.wait_for(10));
    const auto start = Clock::now();
    server.post([start] {
      while (Clock::now() - start < milliseconds(100)) {
      }
    });
  }
  for (auto& client : clients) {
    EXPECT_TRUE(client->is_closed_within(seconds(2)));
  }
  for (std::size_t i = 0; i < 10; ++i) {
    later.reply(i)(body("nobody hears this"));
  }
}

TEST(HttpServer, TurnsAFaultOfTheHandlerIntoA500) {
  HttpServer server("127.0.0.1", 0, [](const HttpRequest&, const HttpReply&) {
    throw std::logic_error("the table is broken");
  });
  Client client(server.port());
  client.send(get("/"));
  EXPECT_EQ(client.receive("}").rfind("HTTP/1.1 500 ", 0), 0U);
}

TEST(HttpServer, NamesAddressPortAndReasonWhenThePortIsTaken) {
  HttpServer first("127.0.0.1", 0, echo);
  try {
    HttpServer second("127.0.0.1", first.port(), echo);
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find("127.0.0.1 port " + std::to_string(first.port())), std::string::npos)
        << text;
    EXPECT_NE(text.find("Address already in use"), std::string::npos) << text;
  }
}

TEST(HttpServer, RefusesAnAddressThatIsNotOursOrNoAddress) {
  EXPECT_THROW(HttpServer("192.0.2.1", 0, echo), std::runtime_error);
  EXPECT_THROW(HttpServer("not.an.address", 0, echo), std::runtime_error);
}

TEST(HttpServer, ListensOnIpv6) {
  const auto server = std::make_unique<HttpServer>("::1", 0, echo);
  const int socket = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in6 to{};
  to.sin6_family = AF_INET6;
  to.sin6_port = htons(server->port());
  to.sin6_addr = in6addr_loopback;
  const void* address = &to;
  EXPECT_EQ(::connect(socket, static_cast<const sockaddr*>(address), sizeof to), 0);
  ::close(socket);
}

TEST(HttpServer, ClosesConnectionsAboveTheLimitAndTakesNewOnesAfterwards) {
  HttpServer server("127.0.0.1", 0, echo);
  std::vector<std::unique_ptr<Client>> clients;
  for (std::size_t i = 0; i < config::limits::kHttpConnections; ++i) {
    clients.push_back(std::make_unique<Client>(server.port()));
    clients.back()->send(get("/"));
    ASSERT_NE(clients.back()->receive("GET / ").find("200 OK"), std::string::npos) << i;
  }
  Client beyond(server.port());
  EXPECT_TRUE(beyond.is_closed_within(seconds(5)));
  clients.pop_back();
  for (int attempt = 0; attempt < 100; ++attempt) {
    Client next(server.port());
    next.send(get("/"));
    if (next.receive("GET / ").find("200 OK") != std::string::npos) {
      return;
    }
    std::this_thread::sleep_for(milliseconds(20));
  }
  FAIL() << "the place of a closed connection is never given again";
}

class FewDescriptors {
 public:
  explicit FewDescriptors(int spare) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    auto few = before_;
    few.rlim_cur = static_cast<rlim_t>(spare);
    ::setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  FewDescriptors(const FewDescriptors&) = delete;
  FewDescriptors& operator=(const FewDescriptors&) = delete;

 private:
  rlimit before_{};
};

// A socket that listens on a free port, as systemd would pass it.
int listening_socket(std::uint16_t& port) {
  const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = static_cast<sockaddr*>(static_cast<void*>(&address));
  EXPECT_EQ(::bind(made, generic, size), 0);
  EXPECT_EQ(::listen(made, 16), 0);
  EXPECT_EQ(::getsockname(made, generic, &size), 0);
  port = ntohs(address.sin_port);
  return made;
}

TEST(HttpServer, ListensOnASocketThatWasPassed) {
  std::uint16_t port = 0;
  const int passed = listening_socket(port);
  const int kept = ::dup(passed);  // as systemd keeps it
  for (const int one : {passed, ::dup(passed)}) {
    HttpServer server("127.0.0.1", 8270, echo, {}, one);
    EXPECT_EQ(server.port(), port);
    Client client(port);
    ASSERT_TRUE(client.send(get("/")));
    EXPECT_NE(client.receive("GET /").find("200 OK"), std::string::npos);
  }
  // Who comes between two servers waits for the next one.
  Client early(port);
  ASSERT_TRUE(early.send(get("/early")));
  const HttpServer server("127.0.0.1", 8270, echo, {}, kept);
  EXPECT_NE(early.receive("GET /early").find("200 OK"), std::string::npos);
}

class HttpServerWithoutDescriptors : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(BoundAndPassed, HttpServerWithoutDescriptors, testing::Bool());

TEST_P(HttpServerWithoutDescriptors, AcceptsAgainWhenThereAreSome) {
  std::uint16_t port = 0;
  const int passed = GetParam() ? listening_socket(port) : -1;
  if (!GetParam()) {
    port = HttpServer("127.0.0.1", 0, echo).port();
  }
  HttpServer server("127.0.0.1", port, echo, {}, passed);
  // Its thread runs: UBSan looks at an object's type through a pipe, and cannot while it begins.
  Client first(port);
  ASSERT_TRUE(first.send(get("/")));
  ASSERT_NE(first.receive("GET / ").find("200 OK"), std::string::npos);
  Client refused;  // its socket exists before there are no more
  {
    const FewDescriptors none(0);
    ASSERT_TRUE(refused.connect(port));
    std::this_thread::sleep_for(milliseconds(300));
  }
  const auto start = Clock::now();
  while (Clock::now() - start < seconds(8)) {
    Client client;
    if (client.connect(port) && client.send(get("/")) &&
        client.receive("GET / ", milliseconds(500)).find("200 OK") != std::string::npos) {
      return;
    }
  }
  FAIL() << "the listener is deaf";
}

}  // namespace
}  // namespace server
