namespace Touchstone.Service.Tests.Accounts;

public sealed class FirstAdministratorTests(RunningService service)
{
    [Fact]
    public async Task The_link_is_good_once()
    {
        var page = await service.Stranger.GetStringAsync("/account/first?token=anything");
        Assert.Contains("no longer good", page);
        Assert.DoesNotContain("name=\"Input.Password\"", page);
    }

    [Fact]
    public async Task A_wrong_password_does_not_open_the_door_and_does_not_say_what_was_wrong()
    {
        using var client = new HttpClient { BaseAddress = service.Address };
        var known = await RunningService.SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = RunningService.Email, ["Input.Password"] = "wrong wrong wrong" });
        var unknown = await RunningService.SendFormAsync(client, "/account/sign-in", "sign-in", new() { ["Input.Email"] = "nobody@example.org", ["Input.Password"] = "wrong wrong wrong" });
        const string Said = "This email and password do not belong together.";
        Assert.Contains(Said, await known.Content.ReadAsStringAsync());
        Assert.Contains(Said, await unknown.Content.ReadAsStringAsync());
    }
}
