using System.Diagnostics;
using Touchstone.Engine;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Workbench.Supervision;

namespace Touchstone.Tests.Workbench.Supervision;

/// <summary>The pool against shell scripts that play a process gone wrong, and against the real one.</summary>
public sealed class ExaminationPoolTests : IDisposable
{
    private readonly Scratch _scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static WorkerCommand Real => WorkerCommand.Beside(AppContext.BaseDirectory);

    public void Dispose() => _scratch.Dispose();

    private static ExaminationPool Pool(WorkerCommand command, SupervisionLimits? limits = null) =>
        new(new PoolOptions { Command = command, Supervision = limits ?? new SupervisionLimits() }, TimeProvider.System);

    private static WorkerCommand Script(string script) => new("/bin/sh", ["-c", script]);

    private string Jpeg(string name = "a.jpg") => _scratch.Write(name, Scratch.Jpeg());

    private async Task<Examination> ExamineAsync(string script, SupervisionLimits? limits = null)
    {
        await using var pool = Pool(Script(script), limits);
        return (await pool.ExamineAsync(Jpeg(), Cancel)).Examination;
    }

    [Theory]
    [InlineData("exit 7", Codes.WorkerCrashed, "exit code 7")]
    [InlineData("kill -SEGV $$", Codes.WorkerCrashed, "signal 11")]
    [InlineData("head -c 10 >/dev/null; exit 0", Codes.WorkerCrashed, "exit code 0")]
    [InlineData("echo 'Stack overflow.' >&2; kill -ABRT $$", Codes.WorkerCrashed, "stack overflow")]
    [InlineData("echo 'Out of memory.' >&2; kill -ABRT $$", Codes.WorkerMemory, "memory")]
    [InlineData("echo hello; exec sleep 1000", Codes.WorkerProtocol, "no answer")]
    [InlineData(@"printf 'D\377\377\377\377'; exec sleep 1000", Codes.WorkerProtocol, "no answer")]
    [InlineData(@"printf 'D\002\000\000\000{]'; exec sleep 1000", Codes.WorkerProtocol, "no answer")]
    [InlineData(@"printf 'D\004\000\000\000null'; exec sleep 1000", Codes.WorkerProtocol, "no answer")]
    [InlineData(@"printf 'D\377\377\377\177'; exec sleep 1000", Codes.WorkerOutput, "results")]
    [InlineData(@"printf 'D\377\000\000\000{}'", Codes.WorkerCrashed, "exit code 0")]
    public async Task A_process_gone_wrong_becomes_a_coded_fault(string script, string code, string says)
    {
        var examination = await ExamineAsync(script);
        Assert.Equal(code, examination.Fault!.Code);
        Assert.Contains(says, examination.Fault.Message, StringComparison.Ordinal);
        Assert.Equal(Outcome.Review, examination.Decision.Outcome);
    }

    [Fact]
    public async Task The_hash_and_length_of_the_file_are_known_though_the_process_died_at_once()
    {
        var examination = await ExamineAsync("exit 1");
        Assert.Equal(Sha256.Of(Scratch.Jpeg()).Hex, examination.Specimen.Sha256);
        Assert.Equal(Scratch.Jpeg().Length, examination.Specimen.Bytes);
        Assert.Equal("a.jpg", examination.Specimen.Name);
    }

    [Fact]
    public async Task What_the_process_reported_before_it_died_is_kept()
    {
        var facts = new SpecimenFacts("a.jpg", new string('b', 64), 5, MediaFormat.Jpeg, MediaKind.Image, new Dictionary<string, string>(), []);
        using var frame = new MemoryStream();
        await Frame.Of(FrameKind.Opened, facts).WriteToAsync(frame, Cancel);
        var opened = _scratch.Write("opened.bin", frame.ToArray());
        var examination = await ExamineAsync($"cat '{opened}'; exit 3");
        Assert.Equal(Codes.WorkerCrashed, examination.Fault!.Code);
        Assert.Equal(MediaFormat.Jpeg, examination.Specimen.Format);
        Assert.Equal(new string('b', 64), examination.Specimen.Sha256);
    }

    [Fact]
    public async Task A_hang_ends_at_the_wall_time_and_takes_what_it_started_with_it()
    {
        var ids = _scratch.Path("ids");
        var examination = await ExamineAsync($"sleep 1000 & echo $! > '{ids}'; wait", new SupervisionLimits { WallSeconds = 3 });
        Assert.Equal(Codes.WorkerTimeout, examination.Fault!.Code);
        AssertEnds(int.Parse(await File.ReadAllTextAsync(ids, Cancel)));
    }

    // The subshell ends, so its sleep belongs to nobody below the process and holds the pipe open.
    [Fact]
    public async Task Something_that_slips_out_of_the_tree_does_not_hold_the_parent() =>
        Assert.Equal(Codes.WorkerTimeout, (await ExamineAsync("(sleep 60 &); exec sleep 1000", new SupervisionLimits { WallSeconds = 1 })).Fault!.Code);

    [Theory]
    [InlineData("exec sleep 1000", Codes.WorkerTimeout)]
    [InlineData("exit 3", Codes.WorkerCrashed)]
    public async Task What_slipped_out_of_the_tree_is_ended_with_its_session(string end, string code)
    {
        if (WorkerCommand.Find("setsid") is null) Assert.Skip("skipped: no setsid");
        var id = _scratch.Path("slipped");
        var examination = await ExamineAsync($"(sleep 1000 >/dev/null 2>&1 & echo $! > '{id}'); {end}", new SupervisionLimits { WallSeconds = 3 });
        Assert.Equal(code, examination.Fault!.Code);
        AssertEnds(int.Parse(await File.ReadAllTextAsync(id, Cancel)));
    }

    [Fact]
    public async Task A_busy_loop_ends_at_the_processor_time() =>
        Assert.Equal(Codes.WorkerCpu, (await ExamineAsync("while :; do :; done", new SupervisionLimits { CpuSeconds = 0.3, WallSeconds = 60 })).Fault!.Code);

    [Fact]
    public async Task A_busy_loop_in_something_it_started_counts_too() =>
        Assert.Equal(Codes.WorkerCpu, (await ExamineAsync("sh -c 'while :; do :; done' & wait", new SupervisionLimits { CpuSeconds = 0.3, WallSeconds = 60 })).Fault!.Code);

    // tail keeps the one endless line in memory.
    [Fact]
    public async Task Memory_eaten_by_something_it_started_ends_at_the_bound() =>
        Assert.Equal(Codes.WorkerMemory, (await ExamineAsync("tail </dev/zero", new SupervisionLimits { MemoryBytes = 100 << 20, WallSeconds = 60 })).Fault!.Code);

    [Fact]
    public async Task A_flood_on_the_error_stream_neither_blocks_nor_fills_the_memory()
    {
        var examination = await ExamineAsync("head -c 50000000 /dev/zero >&2; exit 4");
        Assert.Contains("exit code 4", examination.Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_crash_the_next_file_gets_a_fresh_process()
    {
        var marker = _scratch.Path("crashed");
        await using var pool = Pool(Script($"if [ ! -e '{marker}' ]; then touch '{marker}'; exit 9; fi; exec '{Real.FileName}' {WorkerCommand.Verb}"));
        Assert.Equal(Codes.WorkerCrashed, (await pool.ExamineAsync(Jpeg(), Cancel)).Examination.Fault!.Code);
        Assert.Null((await pool.ExamineAsync(Jpeg(), Cancel)).Examination.Fault);
    }

    [Fact]
    public async Task A_process_serves_many_files_and_is_replaced_after_its_share()
    {
        var starts = _scratch.Path("starts");
        await using (var pool = Pool(Script($"echo x >> '{starts}'; exec '{Real.FileName}' {WorkerCommand.Verb}"), new SupervisionLimits { ExaminationsPerProcess = 2 }))
            for (var i = 0; i < 5; i++) Assert.Null((await pool.ExamineAsync(Jpeg(), Cancel)).Examination.Fault);
        Assert.Equal(3, (await File.ReadAllLinesAsync(starts, Cancel)).Length);
    }

    [Fact]
    public async Task A_process_that_keeps_its_memory_is_replaced()
    {
        var starts = _scratch.Path("starts");
        await using (var pool = Pool(Script($"echo x >> '{starts}'; exec '{Real.FileName}' {WorkerCommand.Verb}"), new SupervisionLimits { RetireAboveBytes = 1 << 20 }))
            for (var i = 0; i < 2; i++) Assert.Null((await pool.ExamineAsync(Jpeg(), Cancel)).Examination.Fault);
        Assert.Equal(2, (await File.ReadAllLinesAsync(starts, Cancel)).Length);
    }

    [Fact]
    public async Task Giving_up_stops_the_process()
    {
        var id = _scratch.Path("id");
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var pool = Pool(Script($"echo $$ > '{id}'; exec sleep 1000"));
        var examining = pool.ExamineAsync(Jpeg(), giveUp.Token);
        while (!File.Exists(id) || (await File.ReadAllTextAsync(id, Cancel)).Length == 0) await Task.Delay(10, Cancel);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => examining);
        AssertEnds(int.Parse(await File.ReadAllTextAsync(id, Cancel)));
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_said_at_once()
    {
        await using var pool = Pool(new WorkerCommand(_scratch.Path("no-such-program"), []));
        // Behind prlimit the failure is an exit code, without it the start itself fails.
        if (WorkerCommand.Find("prlimit") is null && WorkerCommand.Find("nice") is null) await Assert.ThrowsAsync<IOException>(() => pool.ExamineAsync(Jpeg(), Cancel));
        else Assert.Contains("exit code 127", (await pool.ExamineAsync(Jpeg(), Cancel)).Examination.Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_of_the_process_holds_no_secret_of_the_parent()
    {
        Environment.SetEnvironmentVariable("TOUCHSTONE_TEST_SECRET", "hush");
        var seen = _scratch.Path("seen");
        await ExamineAsync($"env > '{seen}'; ulimit -c >> '{seen}'; exit 1");
        var text = await File.ReadAllTextAsync(seen, Cancel);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.Contains("PATH=", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_process_examines_a_small_image()
    {
        await using var pool = Pool(Real);
        var examination = (await pool.ExamineAsync(Jpeg(), Cancel)).Examination;
        Assert.Null(examination.Fault);
        Assert.Equal("96 px", examination.Specimen.Facts["width"]);
        Assert.Equal("64 px", examination.Specimen.Facts["height"]);
        Assert.Equal(Sha256.Of(Scratch.Jpeg()).Hex, examination.Specimen.Sha256);
    }

    [Fact]
    public async Task A_bound_on_managed_memory_becomes_a_coded_fault_of_the_real_process()
    {
        // An all-black bitmap of 6,000 × 6,000 pixels: a sparse file on disk, 108 MB in memory, twice while it is decoded.
        await using var pool = Pool(Real, new SupervisionLimits { MemoryBytes = 150L << 20 });
        var large = Bitmap(6000, 6000);
        Assert.Equal(Codes.WorkerMemory, (await pool.ExamineAsync(large, Cancel)).Examination.Fault!.Code);
        Assert.Null((await pool.ExamineAsync(Jpeg(), Cancel)).Examination.Fault);
    }

    // BITMAPFILEHEADER (14 bytes: "BM", file size, reserved, offset of the pixels), BITMAPINFOHEADER (40 bytes), 24 bits a pixel.
    private string Bitmap(int width, int height)
    {
        var path = _scratch.Path("large.bmp");
        using var writer = new BinaryWriter(File.Create(path));
        var pixels = width * height * 3;
        writer.Write("BM"u8);
        foreach (var value in (int[])[54 + pixels, 0, 54, 40, width, height, 1 | 24 << 16, 0, pixels, 0, 0, 0, 0]) writer.Write(value);
        writer.BaseStream.SetLength(54 + pixels);
        return path;
    }

    private static void AssertEnds(int processId)
    {
        // A killed process stays for a moment as a zombie until its new parent has read its end.
        var waited = Stopwatch.StartNew();
        while (IsAlive(processId) && waited.Elapsed < TimeSpan.FromSeconds(10)) Thread.Sleep(20);
        Assert.False(IsAlive(processId));
    }

    private static bool IsAlive(int processId)
    {
        var stat = $"/proc/{processId}/stat";
        return File.Exists(stat) && !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
    }
}
