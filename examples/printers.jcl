* $$ JOB JNM=BSITELNP,CLASS=H,DISP=D
* $$ LST DISP=H,CLASS=Q
// JOB BSITELNP PRINTERS
* ------------------------------------------------------------------- *
* Printers live in a partition of their own. P001 to P003 are for 3287
* clients; the others are delivered by the server: to a raw port, to an
* LPR queue, and by FTP in active (FTP) and passive mode (FTPP).
* ------------------------------------------------------------------- *
// LIBDEF *,SEARCH=(PRD2.CONFIG)
// OPTION SYSPARM='10'
// EXEC BSTTVNET,SIZE=BSTTVNET,DSPACE=3M,OS390,TASKS=ANY
ID 10
OPEN 127.0.0.1 5023
SBCS DN_03
*
APPLID BSTTVNET PRINTER SHARING APPLICATION
*
PRINTER P001 BSTTVNET
PRINTER P002 BSTTVNET
PRINTER P003 BSTTVNET SCS
*
DIRECT DIR BSTTVNET 127.0.0.1 9100 *
LPR LPR BSTTVNET 127.0.0.1 * * queue1
FTP FTP BSTTVNET 127.0.0.1 * * demo demo
FTPP FTPP BSTTVNET 127.0.0.1 * * demo demo
*
ATTACH TN3270E
/*
/&
* $$ EOJ
