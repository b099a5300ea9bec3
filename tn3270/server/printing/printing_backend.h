#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "printers/spool/spool.h"
#include "tn3270/server/admin/backend.h"
#include "tn3270/server/admin/print_backend.h"
#include "tn3270/server/printing/message.h"
#include "tn3270/server/printing/printer_tests.h"
#include "vtam/network.h"

namespace server {

// The admin thread's view of printing: reads the spool with a handle of its own, asks the spooler
// for what it changes and for what is being sent, and the backend for the states of LUs.
class HallPrinting : public PrintingBackend {
 public:
  using PostAdmin = PrinterTests::PostAdmin;
  struct Surroundings {
    vtam::NetworkPtr network;                // as the start has made it
    AdminBackend* backend = nullptr;         // outlives it
    std::string spool;                       // path of its file, which the spooler has made
    std::function<void(SpoolMessage)> post;  // to the spooler
    PostAdmin post_admin;
  };
  // Throws std::runtime_error in words if the spool can't be read.
  explicit HallPrinting(Surroundings around);

  void printers(std::function<void(PrintList<PrinterView>)> answer) override;
  void jobs(const printers::JobFilter& filter, printers::JobId after, std::size_t limit,
            std::function<void(PrintList<JobView>)> answer) override;
  void job(printers::JobId id, std::function<void(JobFound)> answer) override;
  void submit(config::LuName lu, std::vector<printers::Piece> pieces, std::string name,
              std::string submitter, std::function<void(JobAnswer)> answer) override;
  void change(const JobChange& change, std::function<void(JobAnswer)> answer) override;
  void test(config::LuName lu, std::function<void(PrinterTestAnswer)> answer) override;

  // From another thread than the admin's, which still runs: no thread of a test is left, and none
  // begins.
  void end();

 private:
  struct Printer {
    const config::LuSettings* lu = nullptr;
    const config::ServerSettings* partition = nullptr;
  };
  using Deliveries = std::vector<DeliveryView>;

  // `then` on the admin thread.
  void with_deliveries(std::function<void(const Deliveries&)> then);
  [[nodiscard]] std::function<void(JobAnswer)> on_admin(std::function<void(JobAnswer)> answer);
  [[nodiscard]] const Printer* find(config::LuName lu) const;
  [[nodiscard]] JobRefused unreadable() const;
  [[nodiscard]] JobRefused no_job(printers::JobId id) const;  // or it can't be read
  [[nodiscard]] JobRefused no_printer(config::LuName lu) const;
  [[nodiscard]] PrintList<PrinterView> views(const std::vector<LuView>& lus,
                                             const Deliveries& deliveries);
  // False: the spool can't be read.
  [[nodiscard]] bool add_jobs(std::vector<PrinterView>& views);
  [[nodiscard]] std::optional<printers::JobRow> blocked(const PrinterView& printer);
  [[nodiscard]] JobAnswer explain(const JobChange& change, JobAnswer answer);
  void test_client(config::LuName lu, std::function<void(PrinterTestAnswer)> answer);

  Surroundings around_;
  std::unique_ptr<printers::SpoolReader> reader_;
  std::vector<Printer> printers_;  // in definition order
  std::unordered_map<config::LuName, std::size_t> by_name_;
  PrinterTests tests_;
};

}  // namespace server
