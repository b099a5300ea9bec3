#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "config/limits.h"
#include "tests/unit/server/api_transport.h"
#include "tests/unit/server/fake_backend.h"
#include "tests/unit/server/fake_printing.h"
#include "tests/unit/server/tls/temporary_folder.h"
#include "tn3270/control/print_operations.h"

namespace control {
namespace {

using Json = nlohmann::json;
using Names = std::vector<std::string>;
using server::job_row;

class PrintOperationsTest : public testing::Test {
 protected:
  Exit print(const PrintFile& file, const std::string& input = "") {
    std::istringstream in(input);
    return operations_.print(file, in);
  }

  server::FakeBackend backend_;
  server::FakePrinting printing_;
  ApiTransport transport_{backend_, &printing_};
  std::ostringstream out_;
  std::ostringstream err_;
  PrintOperations operations_{transport_, "", out_, err_};
};

TEST_F(PrintOperationsTest, ListThePrintersWithWhatGoesOn) {
  auto busy = server::full_printer();
  auto blocked = server::printer_row("LPR1", "lpr");
  blocked.destination = "LPR queue hp2505 at 192.0.2.9";
  blocked.jobs = {0, 1, 0, 1, 0, 0, 0, 0};
  blocked.blocked = server::full_job().row;
  auto held = server::printer_row("P001", "printer");
  held.destination = "client";
  held.jobs.at(4) = 1;
  held.blocked = job_row(3, "P001", printers::JobState::Held).row;
  held.blocked->why = "held by operator";
  printing_.printer_rows = {busy, blocked, held, server::printer_row("P002", "printer")};
  EXPECT_EQ(operations_.printers(Form::Text), Exit::Done);
  EXPECT_EQ(
      out_.str(),
      "LU    TYPE     STATE  APPLICATION  WAITING  HELD  DESTINATION                    NOW\n"
      "DIR   direct   ACT/S  BSTTVNET     3        3     DIRECT 192.0.2.7 port 9100     job 17, "
      "50% of 1200 bytes\n"
      "LPR1  lpr      ACTIV  -            2        0     LPR queue hp2505 at 192.0.2.9  job 17 is "
      "tried again at 2025-11-21T07:31:20Z: 192.0.2.7 port 9100: connection refused\n"
      "P001  printer  ACTIV  -            0        1     client                         job 3 is "
      "held: held by operator\n"
      "P002  printer  ACTIV  -            0        0     -                              -\n");
  out_.str("");
  EXPECT_EQ(operations_.printers(Form::Json), Exit::Done);
  EXPECT_EQ(Json::parse(out_.str()).at("printers").size(), 4U);
}

TEST_F(PrintOperationsTest, ShowOnePrinter) {
  printing_.printer_rows = {server::full_printer()};
  EXPECT_EQ(operations_.printer("dir", Form::Text), Exit::Done);
  EXPECT_EQ(out_.str(),
            "LU           DIR\n"
            "type         direct\n"
            "server       VNET23\n"
            "destination  DIRECT 192.0.2.7 port 9100\n"
            "state        ACT/S\n"
            "application  BSTTVNET\n"
            "now          job 17, 50% of 1200 bytes\n"
            "last         job 17, retry at 2025-11-21T07:31:30Z\n"
            "open         0\n"
            "queued       2\n"
            "sending      0\n"
            "retry        1\n"
            "held         3\n"
            "printed      40\n"
            "failed       5\n"
            "cancelled    6\n");
  EXPECT_EQ(operations_.printer("NONE", Form::Text), Exit::Refused);
  EXPECT_EQ(err_.str(), "tn3270ctl: There is no printer NONE. (UNKNOWN-LU)\n");
}

TEST_F(PrintOperationsTest, ListTheJobsThatAreNotFinished) {
  auto sending = job_row(4, "DIR", printers::JobState::Sending);
  sending.sending = server::SendingView{4, 0, 0};
  printing_.job_rows = {job_row(2, "DIR", printers::JobState::Printed), sending,
                        server::full_job()};
  EXPECT_EQ(operations_.jobs({}, Form::Text), Exit::Done);
  EXPECT_EQ(transport_.targets, (Names{"/v1/jobs?unfinished=true"}));
  EXPECT_EQ(
      out_.str(),
      "JOB  PRINTER  STATE                     NAME     FROM            BYTES  TRIES  CREATED "
      "              WHY\n"
      "4    DIR      sending, being formatted  -        -               0      0      "
      "2025-11-21T07:30:00Z  -\n"
      "17   DIR      retry                     PAYROLL  API (operator)  5000   4      "
      "2025-11-21T07:30:00Z  again at 2025-11-21T07:31:20Z: 192.0.2.7 port 9100: connection "
      "refused\n");
  out_.str("");
  EXPECT_EQ(operations_.jobs({"dir", "printed", false}, Form::Text), Exit::Done);
  EXPECT_EQ(transport_.targets.back(), "/v1/jobs?printer=dir&state=printed");
  EXPECT_NE(out_.str().find("\n2    DIR"), std::string::npos) << out_.str();
  out_.str("");
  EXPECT_EQ(operations_.jobs({"NONE", "", true}, Form::Text), Exit::Done);
  EXPECT_EQ(out_.str(), "No job.\n");
  EXPECT_EQ(operations_.jobs({"", "NONE", false}, Form::Text), Exit::Refused);
}

TEST_F(PrintOperationsTest, ListJobsOfAllPages) {
  for (printers::JobId id = 1; id <= 1'201; ++id) {
    printing_.job_rows.push_back(job_row(id));
  }
  EXPECT_EQ(operations_.jobs({}, Form::Json), Exit::Done);
  EXPECT_EQ(Json::parse(out_.str()).at("jobs").size(), 1'201U);
  EXPECT_EQ(transport_.targets,
            (Names{"/v1/jobs?unfinished=true", "/v1/jobs?unfinished=true&after=500",
                   "/v1/jobs?unfinished=true&after=1000"}));
}

TEST_F(PrintOperationsTest, ShowOneJob) {
  printing_.job_rows = {server::full_job()};
  EXPECT_EQ(operations_.job(17, Form::Text), Exit::Done);
  EXPECT_EQ(out_.str(),
            "job          17\n"
            "printer      DIR\n"
            "name         PAYROLL\n"
            "application  DBDCCICS\n"
            "submitter    API (operator)\n"
            "code page    037\n"
            "state        retry\n"
            "why          192.0.2.7 port 9100: connection refused\n"
            "unknown      a delivery had begun; it may have been printed\n"
            "bytes        5000 in 3 pieces\n"
            "pages        2\n"
            "sent         600 bytes\n"
            "tries        4\n"
            "created      2025-11-21T07:30:00Z\n"
            "next try     2025-11-21T07:31:20Z\n"
            "ended        2025-11-21T07:31:30Z\n");
  EXPECT_EQ(operations_.job(18, Form::Text), Exit::Refused);
}

TEST_F(PrintOperationsTest, ChangeAJobAndSayWhatBecameOfIt) {
  printing_.job_rows = {job_row(17, "DIR", printers::JobState::Held)};
  EXPECT_EQ(operations_.change(JobVerb::Hold, 17, ""), Exit::Done);
  EXPECT_EQ(out_.str(), "Job 17 of DIR is held.\n");
  out_.str("");
  printing_.job_rows = {job_row(17, "DIR", printers::JobState::Sending)};
  EXPECT_EQ(operations_.change(JobVerb::Cancel, 17, ""), Exit::Done);
  EXPECT_EQ(out_.str(), "Job 17 of DIR is being stopped.\n");
  out_.str("");
  printing_.job_rows.clear();
  EXPECT_EQ(operations_.change(JobVerb::Cancel, 17, ""), Exit::Done);
  EXPECT_EQ(out_.str(), "Job 17 is done with; the spool no longer keeps it.\n");
  EXPECT_EQ(operations_.change(JobVerb::Requeue, 17, "#lpr"), Exit::Done);
  EXPECT_EQ(operations_.change(JobVerb::Release, 17, ""), Exit::Done);
  EXPECT_EQ(printing_.asked,
            (Names{"hold 17", "cancel 17", "cancel 17", "requeue 17 to #LPR", "release 17"}));
  printing_.answer = server::JobRefused{"WRONG-STATE", "Job 17 is printed."};
  EXPECT_EQ(operations_.change(JobVerb::Hold, 17, ""), Exit::Refused);
  EXPECT_EQ(err_.str(), "tn3270ctl: Job 17 is printed. (WRONG-STATE)\n");
}

TEST_F(PrintOperationsTest, PrintAFileUnderItsName) {
  const server::TemporaryFolder folder;
  const auto path = folder.path() / "pay roll.txt";
  std::ofstream(path) << "f\xC3\xBCr alle\n";
  EXPECT_EQ(print({"DIR", path.string(), "", false}), Exit::Done);
  EXPECT_EQ(out_.str(), "Job 17\n");
  EXPECT_EQ(printing_.asked, (Names{"submit DIR 'pay roll.txt' by API (operator)"}));
  EXPECT_EQ(printing_.pieces.at(0).kind, printers::PieceKind::Text);
  EXPECT_EQ(printing_.text(), "f\xC3\xBCr alle\n");
}

TEST_F(PrintOperationsTest, PrintStandardInputAsScs) {
  EXPECT_EQ(print({"DIR", "-", "from stdin", true}, std::string("\x00\x15\xFF", 3)), Exit::Done);
  EXPECT_EQ(printing_.asked, (Names{"submit DIR 'from stdin' by API (operator)"}));
  EXPECT_EQ(printing_.pieces.at(0).kind, printers::PieceKind::Scs);
  EXPECT_EQ(printing_.text(), std::string("\x00\x15\xFF", 3));
}

TEST_F(PrintOperationsTest, SayWhyAFileIsNotPrinted) {
  EXPECT_EQ(print({"DIR", "/nowhere/at all", "", false}), Exit::Usage);
  EXPECT_EQ(print({"DIR", "/", "", false}), Exit::Usage);
  EXPECT_EQ(print({"DIR", "-", "", false}, std::string(config::limits::kPrintUpload + 1, 'x')),
            Exit::Usage);
  EXPECT_TRUE(printing_.asked.empty());
  EXPECT_EQ(print({"DIR", "-", "", false}, "f\xFCr"), Exit::Refused);
  printing_.answer = server::JobRefused{"SPOOL-FULL", "The spool is full."};
  EXPECT_EQ(print({"DIR", "-", "", false}, "x"), Exit::Refused);
  EXPECT_EQ(out_.str(), "");
  EXPECT_NE(err_.str().find("/nowhere/at all cannot be read"), std::string::npos) << err_.str();
  EXPECT_NE(err_.str().find("The spool is full. (SPOOL-FULL)"), std::string::npos) << err_.str();
}

TEST_F(PrintOperationsTest, TestAPrinterInTheWordsOfItsCase) {
  using What = printers::ProbeResult::What;
  const std::vector<std::tuple<What, std::string, Exit>> cases{
      {What::NoRoute, "DIR: no route. Why.\n", Exit::Refused},
      {What::Refused, "DIR: refused on that port. Why.\n", Exit::Refused},
      {What::Silent, "DIR: connected, but it accepts nothing. Why.\n", Exit::Refused},
      {What::Rejected, "DIR: connected, but it says no. Why.\n", Exit::Refused},
      {What::Ready, "DIR: connected. Why.\n", Exit::Done}};
  for (const auto& [what, words, exit] : cases) {
    printing_.probe = printers::ProbeResult{what, "Why."};
    out_.str("");
    EXPECT_EQ(operations_.test("dir"), exit);
    EXPECT_EQ(out_.str(), words);
  }
  printing_.probe = server::JobRefused{"NOT-A-PRINTER", "T001 is a terminal."};
  EXPECT_EQ(operations_.test("t001"), Exit::Refused);
  EXPECT_EQ(err_.str(), "tn3270ctl: T001 is a terminal. (NOT-A-PRINTER)\n");
}

}  // namespace
}  // namespace control
