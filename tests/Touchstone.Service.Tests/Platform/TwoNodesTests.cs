using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Touchstone.Service.Accounts;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Measures;

namespace Touchstone.Service.Tests.Platform;

/// <summary>Two nodes with pages and one that works, on one PostgreSQL database and one folder of media and keys.</summary>
public sealed class TwoNodesTests(PostgresCluster cluster) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-nodes-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_comes_in_at_one_node_is_there_at_the_other_under_the_same_rules()
    {
        var address = await cluster.DatabaseAsync();
        await using var one = Node(address);
        await using var other = Node(address);
        await one.ServeAsync();
        await one.SignInAsync();
        await other.ServeAsync();
        await other.SignInAsync();
        one.StartWorker("--workers", "1");

        // Sent to both at once under one key, it is one case.
        var receipts = await Task.WhenAll(new[] { one, other }.Select(n => n.BringAsync(Specimens.Recording(1), "a.wav", ("Idempotency-Key", "a"))));
        Assert.Equal(receipts[0].Case, receipts[1].Case);
        Assert.Equal(ExaminationState.Done, (await other.EndOfAsync(receipts[0], Patience.Longest)).Progress);

        using var atOne = await one.WithKeyAsync(Permissions.Read);
        using var atOther = new HttpClient { BaseAddress = other.Address, DefaultRequestHeaders = { Authorization = atOne.DefaultRequestHeaders.Authorization } };
        var path = $"/api/v1/cases/{receipts[0].Case}";
        Assert.Equal(HttpStatusCode.OK, (await atOther.GetAsync(path)).StatusCode);
        (await one.Client.PutAsJsonAsync($"{path}/access", new CaseOpenness(true, []))).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await atOther.GetAsync(path)).StatusCode);
        Assert.DoesNotContain(receipts[0].Case.ToString(), await atOther.GetStringAsync("/api/v1/cases"));

        var key = (await one.Client.GetFromJsonAsync<JsonElement>("/api/v1/keys")).EnumerateArray().Single().GetProperty("id").GetGuid();
        (await one.Client.DeleteAsync($"/api/v1/keys/{key}")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.Unauthorized, (await atOther.GetAsync(path)).StatusCode);

        var (code, output) = await Command.RunAsync("journal", "verify", "--states", "--data", _folder.FullName, "--database", address);
        Assert.True(code == 0, output);
    }

    private ServiceProgram Node(string address) => new(RunningService.Program, _folder.FullName) { Arguments = ["--database", address], ServeArguments = ["--workers", "0"] };
}
