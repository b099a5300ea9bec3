* $$ JOB JNM=BSITN44,CLASS=S,DISP=D
* $$ LST CLASS=S,DISP=D
// JOB BSITN44 TERMINALS
* ------------------------------------------------------------------- *
* One partition of terminals. Its LUs are rows of the book vnetappl.b.
* Who stands behind DBDCCICS is said by a JSON file beside this deck.
* ------------------------------------------------------------------- *
// OPTION LOG,PARTDUMP,NOSYSDUMP
// LIBDEF *,SEARCH=(PRD2.CONFIG)
// OPTION SYSPARM='44'
// EXEC BSTTWAIT,SIZE=BSTTWAIT
// EXEC BSTTVNET,SIZE=BSTTVNET,DSPACE=3M,TASKS=ANY,OS390
ID 44
OPEN 127.0.0.1 1023
*
APPLID DBDCCICS CICS/TS AND ICCF
APPLID SIGNON SIGN ON (EXAMPLES)
APPLID ORDERS ORDER ENTRY (EXAMPLES)
APPLID REPORTS REPORTS (EXAMPLES)
APPLID IVP TEST CARDS
APPLID BSTTVNET PRINTER SHARING APPLICATION
*
TITLE *** *** Welcome to the tn3270d example system *** ***
*
* $$ SLI MEM=T001LIST.Z,S=PRD2.CONFIG
*
ATTACH TN3270E
/*
/&
* $$ EOJ
