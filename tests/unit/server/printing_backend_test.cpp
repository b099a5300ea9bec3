#include "tn3270/server/printing/printing_backend.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "config/draft.h"
#include "config/limits.h"
#include "config/reader.h"
#include "printers/spool/spool.h"
#include "tests/unit/server/fake_backend.h"
#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/server/printing/destination.h"

namespace server {
namespace {

using printers::JobState;
using testing::HasSubstr;
using What = printers::ProbeResult::What;

config::LuName name(const std::string& text) {
  return config::LuName::parse(text).value();
}

// A listener that nobody accepts from: connections stand, and are never closed.
class SilentPrinter {
 public:
  SilentPrinter() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    void* const address = &at;
    EXPECT_EQ(::bind(socket_, static_cast<sockaddr*>(address), size), 0);
    EXPECT_EQ(::listen(socket_, 64), 0);
    EXPECT_EQ(::getsockname(socket_, static_cast<sockaddr*>(address), &size), 0);
    port_ = ntohs(at.sin_port);
  }
  ~SilentPrinter() { ::close(socket_); }
  SilentPrinter(const SilentPrinter&) = delete;
  SilentPrinter& operator=(const SilentPrinter&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  int socket_;
  std::uint16_t port_ = 0;
};

// The admin thread: the test's own, when it runs what was posted.
class AdminThread {
 public:
  void post(std::function<void()> work) {
    const std::lock_guard<std::mutex> lock(mutex_);
    work_.push_back(std::move(work));
    come_.notify_all();
  }
  bool run_until(const std::function<bool()>& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!done()) {
      std::unique_lock<std::mutex> lock(mutex_);
      if (!come_.wait_until(lock, end, [this] { return !work_.empty(); })) {
        return false;
      }
      const auto work = std::move(work_.front());
      work_.pop_front();
      lock.unlock();
      work();
    }
    return true;
  }

 private:
  std::mutex mutex_;
  std::condition_variable come_;
  std::deque<std::function<void()>> work_;
};

class PrintingBackendTest : public testing::Test {
 protected:
  PrintingBackendTest() {
    config::SpoolSettings settings;
    settings.path = folder_.file("spool.db");
    auto opened = printers::Spool::open(settings, now_);
    spool_ = std::get<std::unique_ptr<printers::Spool>>(std::move(opened));
    HallPrinting::Surroundings around;
    around.network = network();
    around.backend = &lus_;
    around.spool = settings.path;
    around.post = [this](SpoolMessage message) { take(std::move(message)); };
    around.post_admin = [this](std::function<void()> work) { admin_.post(std::move(work)); };
    printing_ = std::make_unique<HallPrinting>(std::move(around));
  }

  vtam::NetworkPtr network() {
    const std::string port = std::to_string(silent_.port());
    const std::string text = R"({"servers": [ {"name": "VNET23", "code_page": "1140", "lus": [
      {"names": "T001"},
      {"names": "P001", "type": "printer", "application": "DEMO"},
      {"names": "DIR", "type": "direct", "application": "DEMO", "host": "127.0.0.1", "port": )" +
                             port + R"(},
      {"names": "OFF", "type": "direct", "application": "DEMO", "host": "127.0.0.1", "port": 1},
      {"names": "PSCS", "type": "printer", "application": "DEMO", "data": "scs"} ]} ],
      "applications": [ {"name": "DEMO", "type": "demo"} ]})";
    config::Draft draft;
    draft.config.files = {"shop.json"};
    config::read_json(text, 0, "shop.json", draft);
    EXPECT_FALSE(draft.problems.has_errors());
    for (const char* type : {"menu", "demo"}) {
      catalog_.add(type, [](const vtam::Logon&) { return std::unique_ptr<vtam::Program>(); });
    }
    return std::make_shared<const vtam::Network>(
        std::make_shared<const config::Config>(draft.config), catalog_);
  }

  // As the spooler does, at once.
  void take(SpoolMessage message) {
    if (auto* wanted = std::get_if<DeliveriesWanted>(&message)) {
      wanted->answer(deliveries_);
    } else if (auto* submitted = std::get_if<SubmitJob>(&message)) {
      facts_ = submitted->facts;
      pieces_ = submitted->pieces;
      submitted->answer(answer_);
    } else if (auto* changed = std::get_if<ChangeJob>(&message)) {
      change_ = *changed;
      changed->answer(answer_);
    }
  }

  printers::JobId add(const std::string& printer, JobState state) {
    const auto id =
        std::get<printers::JobId>(spool_->begin({name(printer), {}, "REPORT", "JOE"}, now_));
    const tn3270::ByteBuffer bytes{0xC1, 0xC2};
    EXPECT_FALSE(spool_->append(id, printers::PieceKind::Scs, bytes));
    EXPECT_FALSE(spool_->finish(id, false, now_));
    if (state == JobState::Held) {
      EXPECT_FALSE(spool_->hold(id, "held by operator"));
    } else if (state == JobState::Retry) {
      EXPECT_FALSE(spool_->sending(id));
      EXPECT_FALSE(spool_->retry(id, {0, 0, "no route"}, now_ + std::chrono::seconds(10)));
    } else if (state == JobState::Sending) {
      EXPECT_FALSE(spool_->sending(id));
    }
    EXPECT_TRUE(spool_->commit());
    return id;
  }

  // What `ask` is answered.
  template <class Answer, class Ask>
  Answer answered(Ask ask) {
    std::optional<Answer> got;
    ask([&](Answer answer) { got.emplace(std::move(answer)); });
    EXPECT_TRUE(admin_.run_until([&] { return got.has_value(); }));
    return std::move(got.value());
  }
  std::vector<PrinterView> printers() {
    return std::get<std::vector<PrinterView>>(
        answered<PrintList<PrinterView>>([&](auto answer) { printing_->printers(answer); }));
  }
  PrinterTestAnswer test(const std::string& lu) {
    return answered<PrinterTestAnswer>([&](auto answer) { printing_->test(name(lu), answer); });
  }
  JobFound job(printers::JobId id) {
    return answered<JobFound>([&](auto answer) { printing_->job(id, answer); });
  }
  JobAnswer submit(const std::string& lu, const std::vector<printers::Piece>& pieces = {}) {
    return answered<JobAnswer>([&](auto answer) {
      printing_->submit(name(lu), pieces, "NAME", "API (operator)", answer);
    });
  }
  static printers::Piece piece(printers::PieceKind kind, const std::string& bytes) {
    return {kind, {bytes.begin(), bytes.end()}};
  }
  JobAnswer change(const JobChange& change) {
    return answered<JobAnswer>([&](auto answer) { printing_->change(change, answer); });
  }

  const printers::WallTime now_{std::chrono::milliseconds(1'763'710'200'000)};
  TemporaryFolder folder_;
  SilentPrinter silent_;
  AdminThread admin_;
  FakeBackend lus_;
  vtam::ProgramCatalog catalog_;
  std::unique_ptr<printers::Spool> spool_;
  std::vector<DeliveryView> deliveries_;
  JobAnswer answer_ = JobTaken{17};
  std::optional<printers::JobFacts> facts_;
  std::vector<printers::Piece> pieces_;
  std::optional<ChangeJob> change_;
  std::unique_ptr<HallPrinting> printing_;
};

TEST_F(PrintingBackendTest, ShowsEveryPrinterWithItsSessionAndItsQueue) {
  lus_.rows = {lu_row("T001"), lu_row("P001", "CONCT"), lu_row("DIR", "ACT/S")};
  lus_.rows[2].application = "BSTTVNET";
  add("DIR", JobState::Queued);
  add("DIR", JobState::Queued);
  const auto last = add("DIR", JobState::Sending);
  deliveries_ = {{name("DIR"), last, 100, 400}};
  const auto rows = printers();
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].destination, "client");
  EXPECT_EQ(rows[0].state, "CONCT");
  EXPECT_EQ(rows[1].lu, name("DIR"));
  EXPECT_EQ(rows[1].type, "direct");
  EXPECT_EQ(rows[1].server, "VNET23");
  EXPECT_EQ(rows[1].destination, "DIRECT 127.0.0.1 port " + std::to_string(silent_.port()));
  EXPECT_EQ(rows[1].application, "BSTTVNET");
  EXPECT_EQ(rows[1].jobs.at(1), 2U);
  EXPECT_EQ(rows[1].jobs.at(2), 1U);
  EXPECT_EQ(rows[1].sending.value().sent, 100U);
  EXPECT_FALSE(rows[1].blocked);
  EXPECT_EQ(rows[1].last.value().id, last);
}

TEST_F(PrintingBackendTest, NamesTheJobThatBlocksAPrinter) {
  const auto first = add("DIR", JobState::Retry);
  add("DIR", JobState::Held);
  const auto held = add("OFF", JobState::Held);
  const auto rows = printers();
  EXPECT_EQ(rows[1].blocked.value().id, first);
  EXPECT_EQ(rows[1].blocked.value().why, "no route");
  EXPECT_EQ(rows[2].blocked.value().id, held);
}

TEST_F(PrintingBackendTest, ListsJobsWithTheProgressOfThoseThatAreSent) {
  const auto sending = add("DIR", JobState::Sending);
  const auto queued = add("DIR", JobState::Queued);
  deliveries_ = {{name("DIR"), sending, 1, 2}};
  const auto list =
      answered<PrintList<JobView>>([&](auto answer) { printing_->jobs({}, 0, 10, answer); });
  const auto& rows = std::get<std::vector<JobView>>(list);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].sending.value().size, 2U);
  EXPECT_FALSE(rows[1].sending);
  EXPECT_EQ(std::get<JobView>(job(queued)).row.facts.name, "REPORT");
  EXPECT_EQ(std::get<JobRefused>(job(queued + 1)).rule, "UNKNOWN-JOB");
}

TEST_F(PrintingBackendTest, SaysThatTheSpoolCannotBeReadInsteadOfAnEmptyList) {
  const auto id = add("DIR", JobState::Queued);
  sqlite3* foreign = nullptr;
  ASSERT_EQ(sqlite3_open(folder_.file("spool.db").c_str(), &foreign), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(foreign, "ALTER TABLE job RENAME TO hidden", nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(foreign);
  const std::string rule = "SPOOL-UNREADABLE";
  const auto refused =
      answered<PrintList<PrinterView>>([&](auto answer) { printing_->printers(answer); });
  EXPECT_EQ(std::get<JobRefused>(refused).rule, rule);
  EXPECT_EQ(std::get<JobRefused>(refused).detail, "The spool can't be read: no such table: job.");
  const auto list =
      answered<PrintList<JobView>>([&](auto answer) { printing_->jobs({}, 0, 10, answer); });
  EXPECT_EQ(std::get<JobRefused>(list).rule, rule);
  EXPECT_EQ(std::get<JobRefused>(job(id)).rule, rule);
  EXPECT_EQ(std::get<JobRefused>(change({JobVerb::Requeue, id, {}, ""})).rule, rule);
}

TEST_F(PrintingBackendTest, HandsAJobToTheSpoolerWithTheCodePageOfItsPartition) {
  EXPECT_EQ(std::get<JobTaken>(submit("DIR")).job, 17U);
  EXPECT_EQ(facts_.value().printer, name("DIR"));
  EXPECT_EQ(facts_.value().name, "NAME");
  EXPECT_EQ(facts_.value().submitter, "API (operator)");
  EXPECT_EQ(facts_.value().code_page, "1140");
  EXPECT_FALSE(facts_.value().application);
}

// What a client's printer understands: RUs of its LU's form, and the BIND that says which.
TEST_F(PrintingBackendTest, MakesRusOfAJobForAClientsPrinter) {
  using printers::PieceKind;
  // A character is cut between two pieces.
  submit("PSCS", {piece(PieceKind::Text, "A\xE2\x82"), piece(PieceKind::Text, "\xAC\n\f")});
  ASSERT_EQ(pieces_.size(), 1U);
  EXPECT_EQ(pieces_[0].kind, PieceKind::Scs);
  EXPECT_EQ(pieces_[0].bytes, (tn3270::ByteBuffer{0xC1, 0x9F, 0x15, 0x0C}));
  const tn3270::ByteBuffer scs_bind = facts_.value().bind;
  EXPECT_EQ(scs_bind.at(14), 0x01) << "LU1";

  submit("P001", {piece(PieceKind::Text, "A\n")});
  ASSERT_EQ(pieces_.size(), 1U);
  EXPECT_EQ(pieces_[0].kind, PieceKind::Data3270);
  EXPECT_EQ(pieces_[0].bytes, (tn3270::ByteBuffer{0xF1, 0xC8, 0xC1, 0x15, 0x19}));
  EXPECT_EQ(facts_.value().bind.at(14), 0x03) << "LU3";

  const std::string much(300, '\x5A');
  submit("PSCS", {piece(PieceKind::Bytes, much)});
  ASSERT_EQ(pieces_.size(), 1U);
  EXPECT_EQ(pieces_[0].bytes.size(), 304U) << "two TRNs";
  EXPECT_EQ(pieces_[0].bytes.at(0), 0x35);
  EXPECT_EQ(pieces_[0].bytes.at(1), 0xFF);
  EXPECT_EQ(pieces_[0].bytes.at(257), 0x35);
  EXPECT_EQ(pieces_[0].bytes.at(258), 45);
  submit("PSCS", {piece(PieceKind::Scs, std::string(config::limits::kPrintRu + 1, '\xC1'))});
  EXPECT_EQ(pieces_.size(), 2U);
}

TEST_F(PrintingBackendTest, RefusesWhatAClientsPrinterCannotPrint) {
  using printers::PieceKind;
  const auto text =
      std::get<JobRefused>(submit("PSCS", {piece(PieceKind::Text, "A\nB\xE6\x97\xA5")}));
  EXPECT_EQ(text.rule, "TEXT");
  EXPECT_THAT(text.detail, HasSubstr("line 2 column 2"));
  EXPECT_EQ(std::get<JobRefused>(submit("P001", {piece(PieceKind::Scs, "x")})).rule, "NOT-FOR-LU3");
  EXPECT_FALSE(facts_);
}

TEST_F(PrintingBackendTest, TakesNoJobForATerminalOrForNobody) {
  EXPECT_EQ(std::get<JobRefused>(submit("T001")).rule, "NOT-A-PRINTER");
  EXPECT_EQ(std::get<JobRefused>(submit("NONE")).rule, "UNKNOWN-LU");
  EXPECT_EQ(std::get<JobRefused>(change({JobVerb::Requeue, 1, name("T001"), ""})).rule,
            "NOT-A-PRINTER");
  EXPECT_EQ(std::get<JobRefused>(test("T001")).rule, "NOT-A-PRINTER");
  EXPECT_EQ(std::get<JobRefused>(test("NONE")).rule, "UNKNOWN-LU");
  EXPECT_FALSE(facts_);
  EXPECT_FALSE(change_);
}

TEST_F(PrintingBackendTest, RequeuesAJobToItsOwnPrinterUnlessAnotherIsNamed) {
  const auto id = add("DIR", JobState::Held);
  EXPECT_TRUE(std::holds_alternative<JobTaken>(change({JobVerb::Requeue, id, {}, ""})));
  EXPECT_EQ(change_.value().printer, name("DIR"));
  EXPECT_TRUE(std::holds_alternative<JobTaken>(change({JobVerb::Requeue, id, name("OFF"), ""})));
  EXPECT_EQ(change_.value().printer, name("OFF"));
  EXPECT_EQ(std::get<JobRefused>(change({JobVerb::Requeue, id + 1, {}, ""})).rule, "UNKNOWN-JOB");
}

TEST_F(PrintingBackendTest, SaysInWhichStateAJobIsThatCannotBeChanged) {
  const auto id = add("DIR", JobState::Held);
  answer_ = JobRefused{"WRONG-STATE", "no"};
  EXPECT_EQ(std::get<JobRefused>(change({JobVerb::Hold, id, {}, "why"})).detail,
            "Job 1 is held; hold is for a job that is open, queued, sent or tried again.");
  EXPECT_EQ(change_.value().why, "why");
}

TEST_F(PrintingBackendTest, TestsAPrinterByConnectingToIt) {
  const auto refused = std::get<printers::ProbeResult>(test("OFF"));
  EXPECT_EQ(refused.what, What::Refused);
  EXPECT_THAT(refused.detail, HasSubstr("127.0.0.1 port 1"));
  EXPECT_EQ(std::get<printers::ProbeResult>(test("P001")).what, What::NoRoute);
  lus_.rows = {lu_row("P001", "ACT/S")};
  lus_.rows[0].client = ClientView{"192.0.2.7", 40112, false};
  const auto client = std::get<printers::ProbeResult>(test("P001"));
  EXPECT_EQ(client.what, What::Ready);
  EXPECT_THAT(client.detail, HasSubstr("192.0.2.7"));
}

TEST_F(PrintingBackendTest, RunsOnlySoManyTestsAtATimeAndEndsThemAllAtOnce) {
  std::size_t answers = 0;
  for (std::size_t i = 0; i < config::limits::kPrinterTests; ++i) {
    printing_->test(name("DIR"), [&](const PrinterTestAnswer&) { ++answers; });
  }
  EXPECT_EQ(std::get<JobRefused>(test("DIR")).rule, "TESTS");
  const auto start = std::chrono::steady_clock::now();
  std::atomic<bool> ended{false};
  std::thread other([&] {
    printing_->end();
    ended = true;
    admin_.post([] {});
  });
  EXPECT_TRUE(admin_.run_until([&] { return ended.load(); }));
  other.join();
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(3));
  EXPECT_TRUE(admin_.run_until([&] { return answers == config::limits::kPrinterTests; }));
  EXPECT_EQ(std::get<JobRefused>(test("DIR")).rule, "TESTS");
}

TEST(HallPrinting, SaysWhyTheSpoolCannotBeRead) {
  HallPrinting::Surroundings around;
  around.network = nullptr;
  around.spool = "/nowhere/spool.db";
  EXPECT_THROW(HallPrinting{std::move(around)}, std::runtime_error);
}

std::string destination(config::LuType type, config::DeliverySettings delivery) {
  config::LuSettings lu{name("X")};
  lu.type = type;
  lu.delivery = std::make_shared<const config::DeliverySettings>(std::move(delivery));
  return destination_text(lu);
}

TEST(Destination, SaysWhereJobsGoAndNeverAPassword) {
  using config::LuType;
  config::DeliverySettings all;
  all.host = "192.0.2.7";
  all.port = 99;
  all.queue = "hp2505";
  all.user = "joe";
  all.password = "secret";
  all.directory = "in";
  all.uri = "ipp://joe:secret@host:631/printers/lp";
  all.command = {"/usr/bin/lp", "--password", "secret"};
  EXPECT_EQ(destination(LuType::Direct, all), "DIRECT 192.0.2.7 port 99");
  EXPECT_EQ(destination(LuType::Lpr, all), "LPR queue hp2505 at 192.0.2.7 port 99");
  EXPECT_EQ(destination(LuType::Ftp, all), "FTP joe at 192.0.2.7 port 99 directory in");
  EXPECT_EQ(destination(LuType::Ipp, all), "IPP ipp://host:631/printers/lp");
  EXPECT_EQ(destination(LuType::File, all), "FILE in/{lu}.{date}.{sequence}");
  EXPECT_EQ(destination(LuType::Command, all), "COMMAND /usr/bin/lp");
  all.tls = config::DeliveryTls::Explicit;
  all.directory.clear();
  EXPECT_EQ(destination(LuType::Ftp, all), "FTPS joe at 192.0.2.7 port 99");
  all.tls = config::DeliveryTls::Implicit;
  EXPECT_EQ(destination(LuType::Direct, all), "DIRECT 192.0.2.7 port 99 by TLS");
  EXPECT_EQ(destination(LuType::Lpr, all), "LPR queue hp2505 at 192.0.2.7 port 99 by TLS");
}

}  // namespace
}  // namespace server
