using Amazon.CDK;

namespace Example
{
    public static class Program
    {
        public static void Main()
        {
            var app = new App();

            new TeleportStack(app, "TeleportStack", new StackProps
            {
                Env = new Amazon.CDK.Environment
                {
                    Account = "123456789012",
                    Region = "eu-west-1",
                },
            });

            HubAndSpoke.Add(app);
            app.Synth();
        }
    }
}
