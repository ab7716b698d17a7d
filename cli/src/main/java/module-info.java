/** The sarvi command. */
module dev.sarvi.cli {
  requires dev.sarvi.keras;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires xchart;
  requires java.desktop;

  opens dev.sarvi.cli to
      info.picocli;
}
