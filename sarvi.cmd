@echo off
rem Starts the sarvi command; on first use builds it. Needs Java 17 or newer and, to build, Maven.
setlocal
set "built=%~dp0cli\target"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "modules=%TEMP%\sarvi-modules-%RANDOM%.txt"
"%java%" --list-modules >"%modules%" 2>nul
if errorlevel 1 (
  del "%modules%" 2>nul
  echo error: Java 17 or newer is needed: install it, or set JAVA_HOME 1>&2
  exit /b 1
)
set "vector="
findstr /b "jdk.incubator.vector@" "%modules%" >nul && set "vector=--add-modules jdk.incubator.vector"
del "%modules%"
rem What hardly calculates goes without it: the JVM greets the module with a warning that has no switch.
for %%c in (summary weights plot layers help --help --version) do if "%~1"=="%%c" set "vector="

if not exist "%built%\lib" mkdir "%built%\lib"
:build
if exist "%built%\ready" goto run
rem Only one can have the lock open for writing; the others look again after a second.
2>nul (9>"%built%\build.lock" call :package) || (
  if exist "%built%\build.failed" del "%built%\build.failed" & exit /b 1
  ping -n 2 127.0.0.1 >nul
)
goto build

:run
"%java%" %vector% -XX:+UseParallelGC -XX:-UsePerfData -Djdk.reflect.useNativeAccessorOnly=true -Djava.awt.headless=true ^
  -p "%built%\lib" -m dev.sarvi.cli/dev.sarvi.cli.Main %*
exit /b %errorlevel%

:package
if exist "%built%\ready" exit /b 0
echo Building Sarvi, about a minute, this once (after changing it: mvn -q -DskipTests package) ...
pushd "%~dp0"
call mvn -q -B -Dmaven.test.skip=true -pl cli -am package >"%built%\build.log" 2>&1 <nul
set "failed=%errorlevel%"
popd
if %failed%==0 exit /b 0
echo error: the build failed; what Maven said is in %built%\build.log
echo %failed%>"%built%\build.failed"
exit /b 1
