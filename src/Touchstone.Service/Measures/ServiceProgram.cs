using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Intake;

namespace Touchstone.Service.Measures;

/// <summary>The real program, started, killed and started again: what measurements and tests are taken on.</summary>
internal sealed partial class ServiceProgram(string program, string dataFolder) : IAsyncDisposable
{
    internal const string Email = "first@example.org";
    internal const string Password = "a long pass phrase";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly List<Process> _workers = [];
    private Process? _serving;
    private string? _link;

    /// <summary>How the interface writes JSON.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    internal string DataFolder => dataFolder;

    /// <summary>Arguments of <c>serve</c> beside folder and address, and of <c>worker</c> beside the folder.</summary>
    internal IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Arguments that only <c>serve</c> takes.</summary>
    internal IReadOnlyList<string> ServeArguments { get; init; } = [];

    /// <summary>Environment variables.</summary>
    internal IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Told every line the processes print.</summary>
    internal Action<string>? Heard { get; init; }

    internal Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Keeps cookies; signed in once <see cref="SignInAsync"/> was called.</summary>
    internal HttpClient Client { get => field ??= NewClient(); private set; }

    internal Process Serving => _serving!;

    internal IReadOnlyList<Process> Workers => _workers;

    internal HttpClient NewClient(bool follow = true) => new(new SocketsHttpHandler { AllowAutoRedirect = follow, UseCookies = follow, CookieContainer = new CookieContainer() }) { BaseAddress = Address };

    /// <summary>Starts serving and waits until it is ready.</summary>
    internal async Task ServeAsync()
    {
        _serving = Start(["serve", "--data", dataFolder, "--url", Address.ToString().TrimEnd('/'), .. Arguments, .. ServeArguments]);
        _ = ListenAsync(_serving);
        using var stranger = NewClient(follow: false);
        var until = Stopwatch.StartNew();
        while (!await IsReadyAsync(stranger))
        {
            if (_serving.HasExited || until.Elapsed > StartTime) throw new InvalidOperationException($"The service did not start ({(_serving.HasExited ? $"exit code {_serving.ExitCode}" : "not ready")}).");
            await Task.Delay(50);
        }
    }

    /// <summary>Starts a node without pages, with further arguments.</summary>
    internal Process StartWorker(params string[] arguments)
    {
        var worker = Start(["worker", "--data", dataFolder, .. Arguments, .. arguments]);
        _ = ListenAsync(worker);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Makes the first account by its link, where there is none, and signs in.</summary>
    internal async Task SignInAsync()
    {
        for (var until = Stopwatch.StartNew(); _link is null && until.Elapsed < TimeSpan.FromSeconds(2);) await Task.Delay(20);
        if (_link is { } link) await SendFormAsync(Client, link, "first", new() { ["Input.Name"] = "First Person", ["Input.Email"] = Email, ["Input.Password"] = Password });
        await SendFormAsync(Client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = Email, ["Input.Password"] = Password });
    }

    /// <summary>A client with a new key of these scopes, for any number of connections.</summary>
    internal async Task<HttpClient> WithKeyAsync(params string[] scopes)
    {
        using var made = await Client.PostAsJsonAsync("/api/v1/keys", new { name = "a measurement", scopes, days = 1 });
        var secret = (await made.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString();
        return new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new("Bearer", secret) } };
    }

    /// <summary>The case once its examination has ended.</summary>
    internal async Task<CaseSummary> EndOfAsync(Receipt receipt, TimeSpan patience)
    {
        for (var since = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var found = (await Client.GetFromJsonAsync<CaseSummary>($"/api/v1/cases/{receipt.Case}", Json))!;
            if (found.Progress is not (ExaminationState.Queued or ExaminationState.Running)) return found;
            if (since.Elapsed > patience) throw new InvalidOperationException($"The examination is {found.Progress} after {since.Elapsed}.");
        }
    }

    /// <summary>Uploads bytes as a file, with further headers.</summary>
    internal static async Task<HttpResponseMessage> UploadAsync(HttpClient client, byte[] bytes, string name, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/specimens") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-File-Name", Uri.EscapeDataString(name));
        foreach (var (header, value) in headers) request.Headers.Add(header, value);
        return await client.SendAsync(request);
    }

    /// <summary>Uploads bytes that must be taken in.</summary>
    /// <exception cref="HttpRequestException">There was no answer.</exception>
    /// <exception cref="InvalidOperationException">The answer was no.</exception>
    internal async Task<Receipt> BringAsync(byte[] bytes, string name, params (string Name, string Value)[] headers)
    {
        using var answer = await UploadAsync(Client, bytes, name, headers);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<Receipt>())! : throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Ends a process without any warning, as a power cut does.</summary>
    internal static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks a process to stop, as a service manager does.</summary>
    internal static void Terminate(Process process) => Process.Start("kill", ["-TERM", $"{process.Id}"]).Dispose();

    /// <summary>Fills a form of a static page in, as a browser does: with its anti-forgery token.</summary>
    internal static async Task<HttpResponseMessage> SendFormAsync(HttpClient client, string page, string form, Dictionary<string, string> fields)
    {
        var html = await client.GetStringAsync(page);
        fields["__RequestVerificationToken"] = Token().Match(html).Groups[1].Value;
        fields["_handler"] = form;
        return await client.PostAsync(page, new FormUrlEncodedContent(fields));
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        foreach (var process in _workers.Append(_serving).OfType<Process>())
        {
            if (!process.HasExited) await KillAsync(process);
            process.Dispose();
        }
    }

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        foreach (var (name, value) in Variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    // Its output must be read, or it stops at a full pipe; the link for the first account stands in it.
    private async Task ListenAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Heard?.Invoke(line);
            if (Link().Match(line) is { Success: true } match) _link = match.Value;
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient stranger)
    {
        try
        {
            using var answer = await stranger.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex("/account/first\\?token=\\S+")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
