// <configuration>
