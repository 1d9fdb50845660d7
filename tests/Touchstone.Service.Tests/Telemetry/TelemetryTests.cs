using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Touchstone.Service.Analysis;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Telemetry;

/// <summary>What a running service says of itself, and what it never says.</summary>
public sealed partial class TelemetryTests(RunningService service) : IDisposable
{
    private const string Name = "Zauberberg 1924.wav", Reason = "asked for by Hinterhuber";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-telemetry-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Figures_are_for_those_who_may_watch()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.Stranger.GetAsync("/metrics")).StatusCode);
        using var reader = await service.WithKeyAsync("cases.read", "cases.write", "journal.read");
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.GetAsync("/metrics")).StatusCode);
        using var watcher = await service.WithKeyAsync("metrics.read");
        Assert.Equal(HttpStatusCode.OK, (await watcher.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await watcher.GetAsync("/api/v1/cases")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await service.Client.GetAsync("/metrics")).StatusCode);
    }

    [Fact]
    public async Task An_operator_sees_queue_outcomes_times_store_and_journal()
    {
        var receipt = (await (await service.UploadAsync(Specimens.Recording(4242), Name)).Content.ReadFromJsonAsync<Receipt>())!;
        await service.EndOfAsync(receipt);
        using var watcher = await service.WithKeyAsync("metrics.read");
        using var answer = await watcher.GetAsync("/metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Sample(), line));
        string[] wanted =
        [
            "touchstone_examinations{state=\"Queued\"}", "touchstone_examinations{state=\"Done\"}", "touchstone_examinations_oldest_waiting_seconds", "touchstone_examinations_done{outcome=\"Review\"}",
            "touchstone_examination_duration_seconds_bucket{kind=\"Audio\",ended=\"Review\",le=\"+Inf\"}", "touchstone_blob_duration_seconds_count{operation=\"put\",outcome=\"done\"}",
            "touchstone_webhook_deliveries{state=\"given_up\"}", "touchstone_journal_lines", "touchstone_specimens_size_bytes", "touchstone_disk_free_bytes", "http_server_request_duration_seconds_count{", "dotnet_gc_collections_total{",
        ];
        Assert.All(wanted, w => Assert.Contains("\n" + w, text, StringComparison.Ordinal));
        var done = Regex.Match(text, "\ntouchstone_examinations\\{state=\"Done\"\\} (\\d+)\n");
        Assert.True(int.Parse(done.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= 1);
        Assert.DoesNotContain(receipt.Sha256, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zauberberg", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_and_figures_go_where_the_standard_variables_say_and_neither_they_nor_the_log_name_files_people_or_texts()
    {
        var (traces, metrics, log) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        using var listener = new HttpListener();
        var port = ServiceProgram.FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var receiving = ReceiveAsync(listener, traces, metrics);
        var program = new ServiceProgram(RunningService.Program, _folder.FullName)
        {
            Heard = log.Enqueue,
            Variables = new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_SERVICE_NAME"] = "named by its operator",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500", ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            },
        };
        await using (program)
        {
            await program.ServeAsync();
            await program.SignInAsync();
            using (var stranger = program.NewClient()) await ServiceProgram.SendFormAsync(stranger, "/account/sign-in", "sign-in", new() { ["Input.Email"] = ServiceProgram.Email, ["Input.Password"] = "wrong" });
            var receipt = await program.BringAsync(Specimens.Recording(1), Name);
            Assert.Equal(ExaminationState.Done, (await program.EndOfAsync(receipt, Patience.Longest)).Progress);
            await program.Client.GetAsync($"/api/v1/cases?text={Uri.EscapeDataString(Name)}");
            using (await ServiceProgram.UploadAsync(program.Client, "nothing known"u8.ToArray(), Name)) { }
            await program.Client.DeleteAsync($"/api/v1/cases/{receipt.Case}/specimen?reason={Uri.EscapeDataString(Reason)}");
            Assert.True(await Patience.UntilAsync(() => traces.Any(t => t.Contains("touchstone.examination", StringComparison.Ordinal)) && metrics.Any(m => m.Contains("touchstone.journal.lines", StringComparison.Ordinal) && m.Contains("touchstone.examination.duration", StringComparison.Ordinal))));
            ServiceProgram.Terminate(program.Serving);
            await program.Serving.WaitForExitAsync();
        }
        listener.Stop();
        await receiving;
        Assert.Contains(traces, t => t.Contains("named by its operator", StringComparison.Ordinal));
        // Structured: each line of the log is a JSON object; what else is printed is for the person who started it.
        var lines = log.Where(l => l.StartsWith('{')).ToList();
        Assert.Contains(lines, l => l.Contains("\"Message\":\"Examination ", StringComparison.Ordinal) && l.Contains("ended", StringComparison.Ordinal));
        foreach (var said in lines.Concat(traces).Concat(metrics))
        {
            Assert.DoesNotContain("Zauberberg", said, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Hinterhuber", said, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(ServiceProgram.Email, said, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("First Person", said, StringComparison.OrdinalIgnoreCase);
        }
    }

    // Protocol buffers hold texts as they are: enough to look for them.
    private static async Task ReceiveAsync(HttpListener listener, ConcurrentQueue<string> traces, ConcurrentQueue<string> metrics)
    {
        try
        {
            while (await listener.GetContextAsync() is { } context)
            {
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                (context.Request.Url!.AbsolutePath == "/v1/traces" ? traces : metrics).Enqueue(Encoding.UTF8.GetString(body.ToArray()));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-zA-Z_][a-zA-Z0-9_]* .+|[a-zA-Z_][a-zA-Z0-9_]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)+\})? (-?[0-9.]+(E[+-]?[0-9]+)?|[+-]Inf|NaN))$""")]
    private static partial Regex Sample();
}
