#include "tn3270/control/printing_commands.h"

#include <iostream>

namespace control {
namespace {

void add_json(CLI::App* to, Wanted& wanted) {
  to->add_flag("--json", wanted.json, "Print the server's JSON instead of text");
}

void add_printers(CLI::App& app, Wanted& wanted) {
  auto* printers = app.add_subcommand(
      "printers", "List the printers: what waits, what is being sent, what is wrong");
  add_json(printers, wanted);
  auto* test = printers->add_subcommand(
      "test", "Can the printer be reached? Connects, prints nothing; exit code 1: no");
  test->add_option("LU", wanted.lu, "The printer's LU")->required();
  test->callback([&] {
    wanted.print = [&](PrintOperations& operations) { return operations.test(wanted.lu); };
  });
  printers->callback([&wanted, printers] {
    if (printers->get_subcommands().empty()) {
      wanted.print = [&wanted](PrintOperations& operations) {
        return operations.printers(wanted.form());
      };
    }
  });
}

void add_printer(CLI::App& app, Wanted& wanted) {
  auto* printer = app.add_subcommand("printer", "Show everything about one printer");
  printer->add_option("LU", wanted.lu, "The printer's LU")->required();
  add_json(printer, wanted);
  printer->callback([&] {
    wanted.print = [&](PrintOperations& operations) {
      return operations.printer(wanted.lu, wanted.form());
    };
  });
}

void add_jobs(CLI::App& app, Wanted& wanted) {
  auto* jobs = app.add_subcommand("jobs", "List the print jobs that are not finished");
  jobs->add_option("--printer", wanted.jobs.printer, "Only jobs of this printer");
  jobs->add_option("--state", wanted.jobs.state,
                   "Only jobs in this state: open, queued, sending, retry, held, printed, failed "
                   "or cancelled");
  jobs->add_flag("--all", wanted.jobs.finished, "Finished ones too, while the spool keeps them");
  add_json(jobs, wanted);
  jobs->callback([&] {
    wanted.print = [&](PrintOperations& operations) {
      return operations.jobs(wanted.jobs, wanted.form());
    };
  });
}

void add_job(CLI::App& app, Wanted& wanted) {
  auto* job = app.add_subcommand("job", "Show everything about one print job");
  job->add_option("JOB", wanted.job, "The job's number")->required();
  add_json(job, wanted);
  job->callback([&] {
    wanted.print = [&](PrintOperations& operations) {
      return operations.job(wanted.job, wanted.form());
    };
  });
}

void add_change(CLI::App& app, Wanted& wanted, JobVerb verb, const char* name, const char* help) {
  auto* change = app.add_subcommand(name, help);
  change->add_option("JOB", wanted.job, "The job's number")->required();
  if (verb == JobVerb::Requeue) {
    change->add_option("LU", wanted.lu, "The printer to give it to; without, the same one");
  }
  change->callback([&wanted, verb] {
    wanted.print = [&wanted, verb](PrintOperations& operations) {
      return operations.change(verb, wanted.job, wanted.lu);
    };
  });
}

void add_print(CLI::App& app, Wanted& wanted) {
  auto* print = app.add_subcommand("print", "Print a file; says the number of its job");
  print->add_option("LU", wanted.file.lu, "The printer's LU")->required();
  print->add_option("FILE", wanted.file.path, "Text in UTF-8; '-' is standard input")->required();
  print->add_flag("--scs", wanted.file.scs, "The file is EBCDIC with SCS codes, not text");
  print->add_option("--name", wanted.file.name, "What the job is called; by default as the file");
  print->callback([&] {
    wanted.print = [&](PrintOperations& operations) {
      return operations.print(wanted.file, std::cin);
    };
  });
}

}  // namespace

void add_printing(CLI::App& app, Wanted& wanted) {
  add_printers(app, wanted);
  add_printer(app, wanted);
  add_jobs(app, wanted);
  add_job(app, wanted);
  add_change(app, wanted, JobVerb::Hold, "hold",
             "Keep a job from being printed; one that is being sent is stopped");
  add_change(app, wanted, JobVerb::Release, "release",
             "Let a job that is held, waits to be tried again or has failed go on now");
  add_change(app, wanted, JobVerb::Requeue, "requeue",
             "Put a job at the end of the queue of another printer, or of its own again; also one "
             "that is printed, while it is kept");
  add_change(app, wanted, JobVerb::Cancel, "cancel", "Give a job up; nothing else deletes one");
  add_print(app, wanted);
}

}  // namespace control
